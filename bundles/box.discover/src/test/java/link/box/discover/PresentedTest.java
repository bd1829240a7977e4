package link.box.discover;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Map;
import java.util.concurrent.CompletionException;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import link.box.testing.Made;
import org.junit.jupiter.api.Test;

class PresentedTest {
    private final Made box = Made.selfSigned("box");

    @Test
    void the_certificate_is_the_one_that_is_proven_in_the_handshake_whatever_the_answer() throws Exception {
        HttpsServer server = HttpsServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls()));
        server.start();
        try {
            assertEquals(box.chain().get(0), new Presented().of(at(server.getAddress().getPort())).join());
        } finally {
            server.stop(0);
        }
    }

    @Test
    void who_does_not_listen_proves_nothing() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        assertThrows(CompletionException.class, () -> new Presented().of(at(port)).join());
    }

    @Test
    void who_listens_and_says_nothing_is_not_waited_for_forever() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThrows(CompletionException.class, () -> new Presented().of(at(silent.getLocalPort())).join());
        }
    }

    private static Claim at(int port) throws Exception {
        Map<String, String> text = Map.of("id", "a".repeat(52), "fp", "0".repeat(64));
        return Claim.of("box-abc.local", InetAddress.getByName("127.0.0.1"), port, text).orElseThrow();
    }

    private SSLContext tls() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("box", box.key(), new char[0], box.chain().toArray(Certificate[]::new));
        KeyManagerFactory keys = KeyManagerFactory.getInstance("SunX509");
        keys.init(store, new char[0]);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(keys.getKeyManagers(), null, null);
        return tls;
    }
}
