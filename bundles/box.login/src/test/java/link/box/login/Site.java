package link.box.login;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import link.box.api.access.Caller;
import link.box.api.access.ConnectionClass;
import link.box.api.access.Credential;
import link.box.login.web.Ask;
import link.box.login.web.Cookies;
import link.box.testing.FakeIdentity;
import link.box.testing.ManualWorker;
import link.box.testing.Registry;
import link.box.testing.Settings;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** The real servlets in a real server, behind a stand-in for the gate that believes the headers From and Session, or the cookie. */
final class Site implements AutoCloseable {
    final ManualWorker worker = new ManualWorker();
    final BoxFacts facts = new BoxFacts(worker);
    final Desk desk;
    final Legacy legacy;
    final Connected connected = new Connected();
    final PhoneServlet phone = new PhoneServlet(facts);
    private final Server server = new Server();
    private final HttpClient client = HttpClient.newHttpClient();

    Site(Path data) throws Exception {
        this(data, Map.of());
    }

    Site(Path data, Map<String, Object> settings) throws Exception {
        Registry registry = new Registry("link.box.login", data);
        desk = new Desk(registry.context(), worker, Settings.of(Desk.Config.class, settings));
        legacy = new Legacy(registry.context(), worker, desk, Settings.of(Legacy.Config.class,
                Map.of("legacy_origins", "https://app.link.test")));
        facts.identity = new FakeIdentity("abc", "box.test");
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/");
        add(context, new PagesServlet(desk, facts, connected, legacy), "/*");
        add(context, new SetupServlet(desk, facts, legacy), "/setup");
        add(context, new SessionServlet(desk, facts, legacy), "/session/*");
        add(context, new ConnectServlet(desk), "/connect");
        add(context, new AccountServlet(desk, facts, connected, legacy), "/account");
        add(context, new AccessServlet(desk, facts, connected, legacy), "/access");
        add(context, new UsersServlet(desk, legacy), "/users/v1/*");
        add(context, phone, "/phone");
        add(context, new AssetsServlet(), "/assets/*");
        Filter gate = (request, response, chain) -> {
            HttpServletRequest http = named((HttpServletRequest) request);
            String from = http.getHeader("From");
            http.setAttribute(ConnectionClass.ATTRIBUTE, from == null ? ConnectionClass.ON_LINK : ConnectionClass.valueOf(from));
            shown(http).flatMap(desk::caller).ifPresent(caller -> http.setAttribute(Caller.ATTRIBUTE, caller));
            chain.doFilter(http, response);
        };
        context.addFilter(new FilterHolder(gate), "/*", EnumSet.of(DispatcherType.REQUEST));
        server.setHandler(context);
        server.start();
    }

    /** A client of the JDK sends no other Host than where it connects to. */
    private static HttpServletRequest named(HttpServletRequest request) {
        String host = request.getHeader("X-Host") == null ? "abc.box.test" : request.getHeader("X-Host");
        return new HttpServletRequestWrapper(request) {
            @Override
            public String getServerName() {
                return host;
            }

            @Override
            public String getHeader(String name) {
                return name.equals("Host") ? host : super.getHeader(name);
            }
        };
    }

    /** As the gate does: of two cookies none counts. */
    private static Optional<Credential> shown(HttpServletRequest request) {
        String cookie = new Ask(request).cookie(Cookies.SESSION);
        String token = request.getHeader("Session") != null ? request.getHeader("Session") : cookie;
        return token.isEmpty() ? Optional.empty() : Optional.of(new Credential(Credential.Kind.SESSION, token, Optional.empty(),
                new Ask(request).from(), request.getServerName(), request.getMethod(), request.getRequestURI()));
    }

    /** @return whose session that is at home */
    Optional<Caller> caller(String token) {
        return desk.caller(new Credential(Credential.Kind.SESSION, token, Optional.empty(), ConnectionClass.ON_LINK, "abc.box.test", "GET",
                "/"));
    }

    HttpResponse<String> get(String path, String... headers) throws Exception {
        return send(request(path, headers));
    }

    /** Fills in the form for set-up as a browser does: with what the page gave it. */
    HttpResponse<String> setUp(Map<String, String> fields, String... headers) throws Exception {
        Browser browser = new Browser(this, headers);
        browser.get("/setup");
        return browser.post("/setup", fields);
    }

    /** Posts a form. */
    HttpResponse<String> post(String path, Map<String, String> form, String... headers) throws Exception {
        String body = form.entrySet().stream().map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(request(path, headers).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.getURI().resolve(URI.create(path)));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return request;
    }

    @Override
    public void close() throws Exception {
        server.stop();
    }

    private static void add(ServletContextHandler context, Servlet servlet, String pattern) {
        context.addServlet(new ServletHolder(servlet), pattern);
    }
}
