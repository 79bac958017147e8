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
    [InlineData("volumes: ['/var/run/docker.sock:/var/run/docker.sock']", "services.web.volumes[0]", "no component reaches the engine")]
    [InlineData("volumes: ['/etc/localtime:/etc/localtime:ro']", "services.web.volumes[0]", "TZ under environment")]
    [InlineData("volumes: ['./config:/app:z']", "services.web.volumes[0]", "folder of this machine")]
    [InlineData("volumes: ['${PWD}/files:/app']", "services.web.volumes[0]", "PWD has no value")]
    [InlineData("environment: ['A=${GONE}']", "services.web.environment[0]", "GONE has no value; write it into .env")]
    [InlineData("environment: { A: '${GONE:?say it}' }", "services.web.environment.A", "GONE has no value (say it)")]
    [InlineData("environment: { A: '${GONE!}' }", "services.web.environment.A", "'${GONE!}' is not a variable")]
    [InlineData("environment: { A: '${GONE' }", "services.web.environment.A", "no closing brace")]
    [InlineData("environment: { A: 'a $ b' }", "services.web.environment.A", "write $$")]
    [InlineData("shm_size: 64m", "services.web.shm_size", "/dev/shm")]
    [InlineData("profiles: [debug]", "services.web.profiles", "take the service out")]
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
    [InlineData("services:\n  web_app: { image: 'a:1' }", "letters and digits only; rename the service, as in webapp")]
    [InlineData("services:\n  web: { image: 'a:1' }\nvolumes: { a: { external: true } }", "without external the component begins with an empty folder")]
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

    [Theory]
    [InlineData("a$$b", "a$b")]
    [InlineData("$SET", "yes")]
    [InlineData("${SET}!", "yes!")]
    [InlineData("${SET:-no}", "yes")]
    [InlineData("${SET-no}", "yes")]
    [InlineData("${EMPTY:-no}", "no")]
    [InlineData("${EMPTY-no}", "")]
    [InlineData("${EMPTY}", "")]
    [InlineData("${GONE:-no}", "no")]
    [InlineData("${GONE:-}", "")]
    [InlineData("${GONE:-${SET}-${OTHER:-x}}", "yes-x")]
    [InlineData("${SET:?why}", "yes")]
    [InlineData("${SET:+there}", "there")]
    [InlineData("${GONE+there}", "")]
    [InlineData("postgres://$SET:$$@db/${GONE:-a}", "postgres://yes:$@db/a")]
    public void Variables_are_put_in_as_compose_does(string text, string expected)
    {
        using var file = new StringReader("# values\nexport SET=\"yes\"\nEMPTY=\nSPACED = a b # said\nnot a line\n");
        var variables = ComposeVariables.Read(file);
        variables.Resolve(text, out var problem).ShouldBe(expected, problem);
        variables.Resolve("${SPACED}", out _).ShouldBe("a b");
    }

    [Fact]
    public void Values_of_variables_reach_the_specification_and_are_told()
    {
        using var values = new StringReader("TAG=2\nTOKEN=t\nPLAIN=p");
        using var text = new StringReader("x-a: &env { A: '$$${TAG}' }\nservices:\n  web: { image: 'a:${TAG}', environment: [TOKEN, 'B=${PLAIN}'] }\n  db: { image: 'a:1', environment: *env }\n  c: { image: 'a:1', environment: *env }");

        var import = ComposeReader.Read(text, "folder", ComposeVariables.Read(values));

        import.Problems.ShouldBeEmpty();
        var components = import.Specification!["compose"]!.AsArray();
        components[0]!["repotag"]!.GetValue<string>().ShouldBe("a:2");
        components[0]!["environmentParameters"]!.ToJsonString().ShouldBe("""["TOKEN=t","B=p"]""");
        components[2]!["environmentParameters"]!.ToJsonString().ShouldBe("""["A=$2"]""", "what stands behind an anchor is put in once");
        import.Notes.ShouldContain("Values of .env were put in.");
        import.Notes.ShouldContain(note => note.Contains("public, also TOKEN"));
    }

    // What a user would not expect is said, and nothing where there is nothing to say.
    [Theory]
    [InlineData("services:\n  web: { image: wordpress }", "wordpress without a tag means wordpress:latest")]
    [InlineData("services:\n  web: { image: 'ghcr.io:443/a/b' }", "means ghcr.io:443/a/b:latest")]
    [InlineData("services:\n  web: { image: 'a:1', ports: ['8080:80'] }", "Port 8080 of the node costs extra; 39080 does not")]
    [InlineData("services:\n  web: { image: 'a:1', volumes: ['d:/data'] }\nvolumes: { d: { driver: local } }", "Each of the 3 instances keeps data of its own")]
    [InlineData("services:\n  web: { image: 'a:1', environment: { DB_PASSWORD: x } }", "public, also DB_PASSWORD")]
    [InlineData("services:\n  web: { image: 'a:1', tty: true, stdin_open: true }", "No terminal is kept open")]
    [InlineData("services:\n  web: { image: 'a:1', links: [db] }\n  db: { image: 'b:1' }", "links are left out")]
    [InlineData("services:\n  web: { image: 'a:1' }", "")]
    [InlineData("services:\n  web: { image: 'a:1', volumes: ['d:/data:z'], x-flux: { containerData: 'g:/data' } }\nvolumes: { d: }", "")]
    [InlineData("x-flux: { instances: 1 }\nservices:\n  web: { image: 'a:1', volumes: ['d:/data:rw,cached'], environment: { DB_PASSWORD_FILE: x } }\nvolumes: { d: }", "")]
    public void Surprises_are_told(string text, string expected)
    {
        var import = Import(text);

        import.Problems.ShouldBeEmpty();
        if (expected.Length == 0) import.Notes.ShouldBeEmpty();
        else import.Notes.ShouldContain(note => note.Contains(expected));
        var specification = import.Specification!;
        specification["owner"] = "1BgGZ9tcN4rm9KBzDn7KprQz87SZ26SAMH";
        AppSpec.TryParse(specification.ToJsonString(), AppRules.Own, 0).ToString().ShouldBe("valid");
    }

    [Fact]
    public void Problems_come_in_the_order_of_the_file() =>
        Import("services:\n  web:\n    depends_on: [db]\n    image: 'a:1'\n    build: .\n  db:\n    image: 'b:1'\n    privileged: true\nsecrets: { a: { file: b } }")
            .Problems.Select(problem => problem.Line).ShouldBe([5, 8, 9]);

    private static ComposeImport Import(string text)
    {
        using var reader = new StringReader(text);
        return ComposeReader.Read(reader, "folder");
    }
}
