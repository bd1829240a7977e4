package link.box.itests.real;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Builds an integrator's device, {@value #NAME}, from its source and the API that an image has. */
final class BellJar {
    static final String NAME = "org.example.bell";
    /** Where its page is, for which nobody has to log in. */
    static final String PAGE = "/d/bell/";
    /** What its health check says when it is ill. */
    static final String STUCK = "the clapper is stuck";

    private static final List<String> API =
            List.of("link.box.api-", "org.apache.felix.http.servlet-api-", "org.apache.felix.healthcheck.api-");
    private static final String SOURCE = """
            package org.example.bell;

            import jakarta.servlet.http.HttpServlet;
            import jakarta.servlet.http.HttpServletRequest;
            import jakarta.servlet.http.HttpServletResponse;
            import java.io.IOException;
            import link.box.api.device.Device;
            import org.apache.felix.hc.api.HealthCheck;
            import org.apache.felix.hc.api.Result;

            public final class Bell extends HttpServlet implements Device, HealthCheck {
                public String id() {
                    return "bell";
                }

                public String label() {
                    return "Bell";
                }

                protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
                    response.getWriter().write("bell VERSION");
                }

                public Result execute() {
                    return new Result(Result.Status.HEALTH, "WORDS");
                }
            }
            """;
    private static final String COMPONENT = """
            <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.3.0" name="org.example.bell">
            <property name="osgi.http.whiteboard.context.select" value="(osgi.http.whiteboard.context.name=box.device)"/>
            <property name="osgi.http.whiteboard.servlet.pattern" value="/bell/*"/>
            <property name="box.auth" value="public"/>
            <property name="hc.name" value="bell"/>
            <service>
            <provide interface="jakarta.servlet.Servlet"/>
            <provide interface="link.box.api.device.Device"/>
            <provide interface="org.apache.felix.hc.api.HealthCheck"/>
            </service>
            <implementation class="org.example.bell.Bell"/>
            </scr:component>
            """;

    private BellJar() {
    }

    /** @param jar where it is made */
    static Path healthy(Path home, Path jar, String version) throws IOException {
        return make(home, jar, version, SOURCE.replace("HEALTH", "OK").replace("WORDS", "it rings"));
    }

    /** One whose page answers, and whose health check says that it is ill. */
    static Path ill(Path home, Path jar, String version) throws IOException {
        return make(home, jar, version, SOURCE.replace("HEALTH", "CRITICAL").replace("WORDS", STUCK));
    }

    private static Path make(Path home, Path jar, String version, String source) throws IOException {
        Path classes = Files.createDirectories(jar.resolveSibling(jar.getFileName() + ".classes"));
        compile(source.replace("VERSION", version), classes, api(home));
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Bundle-ManifestVersion", "2");
        main.putValue("Bundle-SymbolicName", NAME);
        main.putValue("Bundle-Version", version);
        main.putValue("Import-Package", "jakarta.servlet;version=\"[6.1,7)\",jakarta.servlet.http;version=\"[6.1,7)\","
                + "link.box.api.device;version=\"[1.0,2)\",org.apache.felix.hc.api;version=\"[2.0,3)\"");
        main.putValue("Service-Component", "OSGI-INF/bell.xml");
        main.putValue("Require-Capability",
                "osgi.extender;filter:=\"(&(osgi.extender=osgi.component)(version>=1.4.0)(!(version>=2.0.0)))\"");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            out.putNextEntry(new JarEntry("OSGI-INF/bell.xml"));
            out.write(COMPONENT.getBytes(StandardCharsets.UTF_8));
            out.putNextEntry(new JarEntry("org/example/bell/Bell.class"));
            Files.copy(classes.resolve("org/example/bell/Bell.class"), out);
        }
        return jar;
    }

    private static String api(Path home) throws IOException {
        try (Stream<Path> jars = Files.list(home.resolve("bundles"))) {
            return jars.filter(jar -> API.stream().anyMatch(each -> jar.getFileName().toString().startsWith(each))).map(Path::toString)
                    .collect(Collectors.joining(":"));
        }
    }

    private static void compile(String source, Path classes, String classPath) throws IOException {
        JavaFileObject file = new SimpleJavaFileObject(URI.create("string:///org/example/bell/Bell.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return source;
            }
        };
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        List<String> options = List.of("-proc:none", "--release", "17", "-cp", classPath, "-d", classes.toString());
        if (!compiler.getTask(said, null, null, options, null, List.of(file)).call()) {
            throw new IOException("the device does not compile with " + classPath + ":\n" + said);
        }
    }
}
