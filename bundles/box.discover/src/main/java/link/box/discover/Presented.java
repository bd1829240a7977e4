package link.box.discover;

import java.net.Inet6Address;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** The certificate that somebody proves to hold the key of, in a TLS handshake at an address. */
final class Presented {
    private static final Duration PATIENCE = Duration.ofSeconds(6);

    private final HttpClient client;

    Presented() throws GeneralSecurityException {
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, new TrustManager[] {new AnyCertificate()}, new SecureRandom());
        this.client = HttpClient.newBuilder().sslContext(tls).connectTimeout(PATIENCE).build();
    }

    /** @return the certificate; fails after some seconds if there is none. Returns at once */
    CompletableFuture<X509Certificate> of(Claim claim) {
        String address = claim.address().getHostAddress();
        String host = claim.address() instanceof Inet6Address ? "[" + address + "]" : address;
        URI ping = URI.create("https://" + host + ":" + claim.port() + "/ping");
        HttpRequest request = HttpRequest.newBuilder(ping).timeout(PATIENCE).build();
        return client.sendAsync(request, HttpResponse.BodyHandlers.discarding()).thenApply(Presented::certificate)
                .orTimeout(PATIENCE.toMillis() + 500, TimeUnit.MILLISECONDS);
    }

    private static X509Certificate certificate(HttpResponse<Void> response) {
        try {
            Certificate[] chain = response.sslSession().orElseThrow().getPeerCertificates();
            return (X509Certificate) chain[0];
        } catch (SSLPeerUnverifiedException e) {
            throw new IllegalStateException("it shows no certificate", e);
        }
    }

    /** What it is worth is decided by its fingerprint, afterwards; nothing is sent that it could misuse. */
    private static final class AnyCertificate extends X509ExtendedTrustManager {
        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
            throw new UnsupportedOperationException("a client only");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {
            throw new UnsupportedOperationException("a client only");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {
            throw new UnsupportedOperationException("a client only");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
