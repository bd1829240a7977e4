package link.box.lab;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** An HTTPS client that believes exactly the roots given, checks names, follows no redirect, and keeps cookies as a browser does. */
public final class Web {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final HttpClient client;

    /** @param keys with a certificate to show; none to show none */
    public Web(List<X509Certificate> roots, KeyManager... keys) throws IOException {
        this(roots, null, keys);
    }

    /** @param proxy host and port of an HTTP proxy (CONNECT), or null */
    public Web(List<X509Certificate> roots, InetSocketAddress proxy, KeyManager... keys) throws IOException {
        HttpClient.Builder builder = HttpClient.newBuilder().sslContext(context(roots, keys)).connectTimeout(PATIENCE)
                .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL)).version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER);
        if (proxy != null) {
            builder.proxy(ProxySelector.of(proxy));
        }
        this.client = builder.build();
    }

    /** GET with headers given as name, value, name, value. */
    public HttpResponse<String> get(String url, String... headers) throws IOException, InterruptedException {
        return send(request(url, headers).GET().build());
    }

    /** POST of a form or JSON text, by the Content-Type among the headers. */
    public HttpResponse<String> post(String url, String body, String... headers) throws IOException, InterruptedException {
        return send(request(url, headers).POST(HttpRequest.BodyPublishers.ofString(body)).build());
    }

    /** Any method. */
    public HttpResponse<String> send(String method, String url, String body, String... headers) throws IOException, InterruptedException {
        return send(request(url, headers).method(method, HttpRequest.BodyPublishers.ofString(body)).build());
    }

    private HttpRequest.Builder request(String url, String... headers) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE);
        return headers.length == 0 ? builder : builder.headers(headers);
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    /**
     * @param roots whom to believe, and nobody else
     * @param keys with a certificate to show, or none
     */
    public static SSLContext context(List<X509Certificate> roots, KeyManager... keys) throws IOException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            for (X509Certificate root : roots) {
                store.setCertificateEntry("root" + store.size(), root);
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.length == 0 ? null : keys, factory.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("cannot set up TLS: " + e.getMessage(), e);
        }
    }
}
