using Flux.Os.Api.Access;
using Flux.Os.Identity;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Flux.Os.Api;

/// <summary>What the API's description (<c>/openapi/v1.json</c>, shown at <c>/docs</c>) says of every route: its level, and how parameters may be given.</summary>
internal static class ApiDescription
{
    private const string Scheme = Credentials.Header;

    public static void Set(OpenApiOptions options)
    {
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = "FluxOS of Flux in C#";
            document.Info.Description = """
                Every answer is `{"status": "success" | "error", "data": …}` with HTTP status 200. Parameters may stand in the path or, under the
                same name, in the query string; bodies may be JSON or a query string under any content type. Levels: public, user, appowner,
                appownerabove (owner, operator of the node, team), admin (operator), fluxteam, adminandfluxteam. What is not public needs the
                `zelidauth` header. Routes marked “(ours)” are not on the existing network.
                """;
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
            document.Components.SecuritySchemes[Scheme] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.ApiKey,
                In = ParameterLocation.Header,
                Name = Credentials.Header,
                Description = "zelid=<address>&signature=<percent-encoded signature>&loginPhrase=<signed text>, or the same as JSON",
            };
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            var access = context.Description.ActionDescriptor.EndpointMetadata.OfType<RouteAccess>().FirstOrDefault();
            operation.Description = $"Level: {access?.ToString() ?? "public"}.{(operation.Description is { Length: > 0 } more ? " " + more : "")}";
            if (access is not null) operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Scheme, context.Document)] = [] }];
            AddUnbound(operation, context.Description.RelativePath ?? "");
            foreach (var parameter in operation.Parameters ?? []) Describe(parameter);
            if (context.Description.HttpMethod == "POST") operation.RequestBody ??= AnyObject();
            return Task.CompletedTask;
        });
    }

    // Those that a filter reads, such as the app's name, are no parameters of the handler.
    private static void AddUnbound(OpenApiOperation operation, string path)
    {
        var known = (operation.Parameters ?? []).Select(parameter => parameter.Name).ToHashSet();
        foreach (var name in path.Split('/').Where(part => part.StartsWith('{')).Select(part => part.Trim('{', '}', '?', '*').Split(':')[0]).Where(name => !known.Contains(name)).Reverse())
        {
            operation.Parameters ??= [];
            operation.Parameters.Insert(0, new OpenApiParameter { Name = name, In = ParameterLocation.Path, Required = true, Schema = new OpenApiSchema { Type = JsonSchemaType.String } });
        }
    }

    private static OpenApiRequestBody AnyObject() => new()
    {
        Description = "The fields that the summary names",
        Content = new Dictionary<string, OpenApiMediaType> { ["application/json"] = new() { Schema = new OpenApiSchema { Type = JsonSchemaType.Object } } },
    };

    private static void Describe(IOpenApiParameter parameter)
    {
        if (parameter is OpenApiParameter { In: ParameterLocation.Path } inPath) inPath.Description ??= "Also taken from the query string under this name.";
    }
}
