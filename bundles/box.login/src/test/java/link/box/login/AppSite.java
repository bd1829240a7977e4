package link.box.login;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import link.box.api.access.Caller;
import link.box.api.access.ConnectedApps;
import link.box.api.access.ConnectionClass;
import link.box.api.access.Credential;
import link.box.api.registration.Endpoint;
import link.box.api.registration.Url;
import link.box.common.file.Data;
import link.box.login.account.Applicant;
import link.box.login.session.Place;
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

/**
 * What apps see of a Box that has an admin, in a real server. The gate's stand-in believes the headers From, At (the host) and Session
 * (the admin, who typed the password so many seconds ago), and asks LoginAccess for the rest.
 */
final class AppSite implements AutoCloseable {
    static final String HOST = "abc.box.test";
    private static byte[] accounts;
    final ManualWorker worker = new ManualWorker();
    final Registry registry;
    final Desk desk;
    final Apps apps;
    final Legacy legacy;
    final Whereabouts whereabouts = new Whereabouts(Settings.of(Whereabouts.Config.class, Map.of("port", 8443)));
    final LoginAccess access;
    private final Server server = new Server();
    private final HttpClient client = HttpClient.newHttpClient();
    private final ServletContextHandler context = new ServletContextHandler("/");

    AppSite(Path data, Map<String, Object> settings) throws Exception {
        this(data, settings, true);
    }

    /** A Box that nobody has set up yet. */
    static AppSite unclaimed(Path data) throws Exception {
        return new AppSite(data, Map.of(), false);
    }

    private AppSite(Path data, Map<String, Object> settings, boolean claimed) throws Exception {
        registry = new Registry("link.box.login", data);
        desk = claimed ? claimed() : desk();
        apps = new Apps(registry.context(), worker, desk, Settings.of(Apps.Config.class, some(settings, false)));
        legacy = new Legacy(registry.context(), worker, desk, Settings.of(Legacy.Config.class, some(settings, true)));
        whereabouts.identity = new FakeIdentity("abc", "box.test");
        whereabouts.endpoints = List.of(endpoint(Endpoint.Reach.LAN, "abc.box.test:8443 MAIN", "a.abc.box.test:8443 MIRROR",
                "192-168-1-23.abc.box.test:8443 ADDRESS", "local.abc.box.test:8443 LOCAL"),
                endpoint(Endpoint.Reach.TUNNEL, "remote.abc.box.test TUNNEL"));
        BoxFacts facts = new BoxFacts(worker);
        facts.identity = whereabouts.identity;
        Connected connected = new Connected();
        connected.keepers = List.of(apps, legacy);
        PagesServlet pages = new PagesServlet(desk, facts, connected, legacy);
        SetupServlet setup = new SetupServlet(desk, facts, legacy);
        SessionServlet session = new SessionServlet(desk, facts, legacy);
        ConnectServlet connect = new ConnectServlet(desk);
        AccountServlet account = new AccountServlet(desk, facts, connected, legacy);
        AccessServlet sessions = new AccessServlet(desk, facts, connected, legacy);
        UsersServlet users = new UsersServlet(desk, legacy);
        OAuthServlet oauth = new OAuthServlet(desk, apps, whereabouts);
        BoxApiServlet api = new BoxApiServlet(desk, apps, whereabouts);
        AppsServlet list = new AppsServlet(desk, apps, legacy);
        access = new LoginAccess(desk, apps, legacy, pages, setup, session, connect, account, sessions, users, new AssetsServlet(), oauth,
                api, list, new PhoneServlet(facts));
        serve(Map.of("/*", pages, "/setup", setup, "/session/*", session, "/account", account, "/access", sessions, "/users/v1/*", users,
                "/oauth/*", oauth, OAuthServlet.METADATA, oauth, "/box/v1/*", api, "/apps", list));
    }

    private static Map<String, Object> some(Map<String, Object> settings, boolean legacy) {
        return settings.entrySet().stream().filter(each -> legacy == each.getKey().matches("(legacy|registration)_.*"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** The password is hashed once for all tests: that takes long. */
    private Desk claimed() throws IOException {
        Path file = Data.of(registry.context()).resolve("accounts.json");
        if (accounts != null) {
            Files.write(file, accounts);
        }
        Desk made = desk();
        made.setUp(new Applicant("Ann <b>", "ann@example.com", "correct horse battery", ""),
                new Place(ConnectionClass.ON_LINK, "192.168.1.77", ""));
        accounts = Files.readAllBytes(file);
        return made;
    }

    private Desk desk() throws IOException {
        return new Desk(registry.context(), worker, Settings.of(Desk.Config.class, Map.of()));
    }

    private void serve(Map<String, Servlet> servlets) throws Exception {
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        servlets.forEach((pattern, servlet) -> context.addServlet(new ServletHolder(servlet), pattern));
        context.addFilter(new FilterHolder(gate()), "/*", EnumSet.of(DispatcherType.REQUEST));
        server.setHandler(context);
        server.start();
    }

    private Filter gate() {
        return (request, response, chain) -> {
            HttpServletRequest http = (HttpServletRequest) request;
            String from = http.getHeader("From");
            String host = Optional.ofNullable(http.getHeader("At")).orElse(HOST);
            ConnectionClass place = from == null ? ConnectionClass.ON_LINK : ConnectionClass.valueOf(from);
            request.setAttribute(ConnectionClass.ATTRIBUTE, place);
            Optional<Caller> caller = caller(http, place, host);
            caller.ifPresent(known -> request.setAttribute(Caller.ATTRIBUTE, known));
            if (caller.isEmpty() && !access.open(http.getMethod(), http.getRequestURI())) {
                ((HttpServletResponse) response).setStatus(401);
                return;
            }
            chain.doFilter(new HttpServletRequestWrapper(http) {
                @Override
                public String getServerName() {
                    return host;
                }
            }, response);
        };
    }

    private Optional<Caller> caller(HttpServletRequest http, ConnectionClass from, String host) {
        String session = http.getHeader("Session");
        if (session != null) {
            return Optional.of(new Caller(user(), "Ann <b>", true, Optional.empty(), Set.of(),
                    worker.now().minusSeconds(Long.parseLong(session))));
        }
        String cookie = new Ask(http).cookie(Cookies.SESSION);
        if (!cookie.isEmpty()) {
            return access.caller(new Credential(Credential.Kind.SESSION, cookie, Optional.empty(), from, host, http.getMethod(),
                    http.getRequestURI()));
        }
        String bearer = http.getHeader("Authorization");
        String query = http.getQueryString();
        String ticket = query != null && query.matches("(ticket|auth)=.*") ? query.replaceFirst("^[a-z]+=", "") : null;
        if (bearer == null && (ticket == null || !http.getMethod().equals("GET")) || bearer != null && !bearer.startsWith("Bearer ")) {
            return Optional.empty();
        }
        return access.caller(new Credential(bearer == null ? Credential.Kind.TICKET : Credential.Kind.BEARER,
                bearer == null ? ticket : bearer.substring(7), Optional.ofNullable(http.getHeader("Origin")), from, host, http.getMethod(),
                http.getRequestURI()));
    }

    /** @return the admin's id */
    /** There is no other way yet to have somebody who is none. */
    void noAdmin() throws IOException {
        Path file = Data.of(registry.context()).resolve("accounts.json");
        Files.writeString(file, Files.readString(file).replace("\"admin\":true", "\"admin\":false"));
        desk.accounts().load();
    }

    String user() {
        return desk.accounts().byEmail("ann@example.com").orElseThrow().id();
    }

    /** @return what the rest of the Box is told */
    ConnectedApps fact() {
        worker.run();
        return registry.of(ConnectedApps.class).get(0);
    }

    HttpResponse<String> get(String path, String... headers) throws Exception {
        return send(request(path, headers));
    }

    /** Posts a form. */
    HttpResponse<String> post(String path, Map<String, String> form, String... headers) throws Exception {
        return send(request(path, headers).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(query(form))));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.getURI().resolve(URI.create(path)));
        return headers.length == 0 ? request : request.headers(headers);
    }

    static String query(Map<String, String> fields) {
        return fields.entrySet().stream().map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    static Map<String, String> with(Map<String, String> fields, String... more) {
        Map<String, String> all = new HashMap<>(fields);
        for (int i = 0; i < more.length; i += 2) {
            all.put(more[i], more[i + 1]);
        }
        return all;
    }

    private static Endpoint endpoint(Endpoint.Reach reach, String... urls) {
        List<Url> all = Arrays.stream(urls).map(each -> each.split(" "))
                .map(each -> new Url(URI.create("https://" + each[0]), Url.Kind.valueOf(each[1]))).toList();
        return new Endpoint() {
            @Override
            public Reach reach() {
                return reach;
            }

            @Override
            public List<Url> urls() {
                return all;
            }
        };
    }

    @Override
    public void close() throws Exception {
        server.stop();
    }
}
