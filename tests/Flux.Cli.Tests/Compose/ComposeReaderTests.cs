using Flux.Apps.Specs;
using Flux.Cli.Compose;

namespace Flux.Cli.Tests.Compose;

/// <summary>Compose files as people write them: taken over whole, or refused with line and reason.</summary>
public sealed class ComposeReaderTests
{
    private const string WordPress = """
        name: My Blog
        x-flux:
          description: A blog
          instances: 2
          contacts: [me@example.org]
        services:
          web:
            image: wordpress:6
            restart: unless-stopped
            depends_on: [db]
            ports:
              - "31080:80"
            environment:
              WORDPRESS_DB_HOST: db
              WORDPRESS_DB_PASSWORD: secret
            volumes:
              - html:/var/www/html
              - cache:/var/cache/wp
            deploy:
              resources:
                limits: { cpus: "0.75", memory: 512M }
            x-flux:
              domains: [blog.example.org]
              hdd: 10
          db:
            image: mariadb:11
            command: --max-connections=50 "--sql-mode=A B"
            environment:
              - MARIADB_ROOT_PASSWORD=secret
            volumes:
              - data:/var/lib/mysql
            mem_limit: 1g
        volumes:
          html:
          cache: {}
          data:
        """;

    [Fact]
    public void A_blog_with_its_database_becomes_a_specification_that_the_network_accepts()
    {
        var import = Import(WordPress);

        import.Problems.ShouldBeEmpty();
        var specification = import.Specification!;
        specification["owner"] = "1BgGZ9tcN4rm9KBzDn7KprQz87SZ26SAMH";
        var reading = AppSpec.TryParse(specification.ToJsonString(), AppRules.Own, 0);
        reading.IsValid.ShouldBeTrue(reading.ToString());
        var spec = reading.Spec!;
        spec.Name.ShouldBe("my-blog");
        spec.Instances.ShouldBe(2);
        spec.Components.Select(c => c.Name).ShouldBe(["db", "web"], "what others depend on starts first");
        var (db, web) = (spec.Components[0], spec.Components[1]);
        db.Commands.ShouldBe(["--max-connections=50", "--sql-mode=A B"]);
        db.ContainerData.ShouldBe("/var/lib/mysql");
        db.Resources.Ram.ShouldBe(Quantity.Of(1024));
        web.Ports.ShouldBe([31080]);
        web.ContainerPorts.ShouldBe([80]);
        web.Domains.ShouldBe(["blog.example.org"]);
        web.EnvironmentVariables.ShouldBe(["WORDPRESS_DB_HOST=db", "WORDPRESS_DB_PASSWORD=secret"]);
        web.ContainerData.ShouldBe("/var/www/html|m:cache:/var/cache/wp");
        web.Resources.Cpu.ShouldBe(Quantity.Tenths(8));
        web.Resources.Hdd.ShouldBe(Quantity.Of(10));
        import.Notes.ShouldContain(note => note.Contains("depends_on"));
    }

    [Theory]
    [InlineData("build: .", "services.web.build", "registry")]
    [InlineData("privileged: true", "services.web.privileged", "no container is privileged")]
    [InlineData("entrypoint: sh", "services.web.entrypoint", "entrypoint")]
    [InlineData("env_file: .env", "services.web.env_file", "do not reach the nodes")]
    [InlineData("network_mode: host", "services.web.network_mode", "its own network")]
    [InlineData("volumes: ['./src:/app']", "services.web.volumes[0]", "folder of this machine")]
    [InlineData("volumes: ['gone:/app']", "services.web.volumes[0]", "not declared")]
    [InlineData("volumes: ['/app:ro']", "services.web.volumes[0]", "folder of this machine")]
    [InlineData("environment: { TOKEN: }", "services.web.environment.TOKEN", "has no value")]
    [InlineData("environment: [TOKEN]", "services.web.environment[0]", "has no value")]
    [InlineData("ports: ['127.0.0.1:80:80']", "services.web.ports[0]", "address cannot be chosen")]
    [InlineData("ports: ['http']", "services.web.ports[0]", "is not a port")]
    [InlineData("ports: ['3000-3001:80']", "services.web.ports[0]", "same length")]
    [InlineData("depends_on: [gone]", "services.web.depends_on", "no service gone")]
    [InlineData("depends_on: [web]", "services.web.depends_on", "circle")]
    [InlineData("mem_limit: lots", "services.web.mem_limit", "not a size")]
    [InlineData("unheard_of: 1", "services.web.unheard_of", "not supported")]
    [InlineData("x-flux: { colour: red }", "services.web.x-flux.colour", "not known")]
    public void What_an_app_cannot_have_is_refused_by_line_and_name(string line, string path, string reason)
    {
        var import = Import($"services:\n  web:\n    image: nginx:1\n    {line}\n");

        import.Specification.ShouldBeNull();
        var problem = import.Problems.ShouldHaveSingleItem();
        problem.Path.ShouldBe(path);
        problem.Text.ShouldContain(reason);
        problem.Line.ShouldBeInRange(2, 4);
    }

    [Theory]
    [InlineData("", "one YAML mapping")]
    [InlineData("- a", "one YAML mapping")]
    [InlineData("a: [", "not YAML")]
    [InlineData("services: {}", "there is none")]
    [InlineData("services: 5", "must be a mapping")]
    [InlineData("services:\n  web: {}", "image is missing")]
    [InlineData("services:\n  web_app: { image: 'a:1' }", "letters and digits")]
    [InlineData("services:\n  web: { image: 'a:1' }\nsecrets: { a: { file: b } }", "do not reach the nodes")]
    [InlineData("services:\n  web: { image: 'a:1' }\nvolumes: { a: { driver: nfs } }", "drivers")]
    public void Files_that_make_no_sense_are_named(string text, string reason) => Import(text).Problems.ShouldContain(p => p.Text.Contains(reason));

    [Fact]
    public void A_port_without_a_port_of_the_node_gets_one_and_a_note()
    {
        var import = Import("services:\n  web: { image: 'a:1', ports: [80, {target: 90, published: 31090}, '31100-31101:70-71/tcp'] }");

        import.Problems.ShouldBeEmpty();
        import.Specification!["compose"]![0]!["ports"]!.ToJsonString().ShouldBe("[31080,31090,31100,31101]");
        import.Notes.ShouldContain(note => note.Contains("31080 was chosen"));
    }

    [Fact]
    public void Anchors_and_merge_keys_work()
    {
        var import = Import("x-common: &common { image: 'a:1' }\nservices:\n  web:\n    <<: *common\n    environment: [A=1]");

        import.Problems.ShouldBeEmpty();
        import.Specification!["compose"]![0]!["repotag"]!.GetValue<string>().ShouldBe("a:1");
    }

    private static ComposeImport Import(string text)
    {
        using var reader = new StringReader(text);
        return ComposeReader.Read(reader, "folder");
    }
}
