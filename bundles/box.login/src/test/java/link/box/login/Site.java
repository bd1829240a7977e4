package link.box.login;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletRequest;
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
import java.util.stream.Collectors;
import link.box.api.access.Caller;
import link.box.api.access.ConnectionClass;
import link.box.testing.ManualWorker;
import link.box.testing.Registry;
import link.box.testing.Settings;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** The real servlets in a real server, behind a stand-in for the gate that believes the headers From and Session. */
final class Site implements AutoCloseable {
    final ManualWorker worker = new ManualWorker();
    final BoxFacts facts = new BoxFacts(worker);
    final Desk desk;
    private final Server server = new Server();
    private final HttpClient client = HttpClient.newHttpClient();

    Site(Path data) throws Exception {
        desk = new Desk(new Registry("link.box.login", data).context(), worker,
                Settings.of(Desk.Config.class, Map.of("apps", "https://app.link.test")));
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/");
        add(context, new PagesServlet(desk, facts), "/*");
        add(context, new UsersServlet(desk), "/users/v1/*");
        add(context, new AssetsServlet(), "/assets/*");
        Filter gate = (request, response, chain) -> {
            HttpServletRequest http = (HttpServletRequest) request;
            String from = http.getHeader("From");
            request.setAttribute(ConnectionClass.ATTRIBUTE, from == null ? ConnectionClass.ON_LINK : ConnectionClass.valueOf(from));
            String session = http.getHeader("Session");
            if (session != null) {
                desk.caller(session).ifPresent(caller -> request.setAttribute(Caller.ATTRIBUTE, caller));
            }
            chain.doFilter(request, response);
        };
        context.addFilter(new FilterHolder(gate), "/*", EnumSet.of(DispatcherType.REQUEST));
        server.setHandler(context);
        server.start();
    }

    HttpResponse<String> get(String path, String... headers) throws Exception {
        return send(request(path, headers));
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
        return headers.length == 0 ? request : request.headers(headers);
    }

    @Override
    public void close() throws Exception {
        server.stop();
    }

    private static void add(ServletContextHandler context, Servlet servlet, String pattern) {
        context.addServlet(new ServletHolder(servlet), pattern);
    }
}
