package link.box.https;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import link.box.testing.Made;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the listener speaks, asked with a ClientHello of our own (RFC 5246, section 7.4.1.2), for the JDK's client is as strict. */
class TlsTest {
    private static final int SERVER_HELLO = 22;
    private static final int ALERT = 21;
    private Lab lab;

    @BeforeEach
    void start() throws Exception {
        lab = new Lab();
    }

    @AfterEach
    void stop() throws Exception {
        lab.close();
    }

    @ParameterizedTest
    @CsvSource({
        "0303, c02b, 22", // TLS 1.2, ECDHE_ECDSA_WITH_AES_128_GCM_SHA256: so the hello is a good one
        "0302, c009, 21", // TLS 1.1
        "0301, c009, 21", // TLS 1.0
        "0303, c009, 21", // ECDHE_ECDSA_WITH_AES_128_CBC_SHA
        "0303, c023, 21", // ECDHE_ECDSA_WITH_AES_128_CBC_SHA256
    })
    void with_an_elliptic_key_only_what_is_forward_secret_and_authenticated_is_spoken(String version, String suite, int answer)
            throws Exception {
        take(new Mint().make(Lab.MAIN));
        assertEquals(answer, answer(version, suite));
    }

    @ParameterizedTest
    @CsvSource({
        "0303, c02f, 22", // ECDHE_RSA_WITH_AES_128_GCM_SHA256: so the hello is a good one
        "0302, c013, 21", // TLS 1.1
        "0303, c013, 21", // ECDHE_RSA_WITH_AES_128_CBC_SHA
        "0303, 009c, 21", // RSA_WITH_AES_128_GCM_SHA256
        "0303, 002f, 21", // RSA_WITH_AES_128_CBC_SHA
        "0303, 009e, 21", // DHE_RSA_WITH_AES_128_GCM_SHA256
    })
    void with_an_rsa_key_it_is_the_same(String version, String suite, int answer) throws Exception {
        take(new Mint().rsa().make(Lab.MAIN));
        assertEquals(answer, answer(version, suite));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void keys_of_both_kinds_serve_one_after_the_other(String protocol) throws Exception {
        for (Made made : new Made[] {new Mint().rsa().make(Lab.MAIN), new Mint().make(Lab.MAIN), new Mint().rsa().make(Lab.MAIN)}) {
            take(made);
            try (SSLSocket socket = client(protocol)) {
                assertEquals(made.chain().get(0), socket.getSession().getPeerCertificates()[0]);
                assertEquals(protocol, socket.getSession().getProtocol());
            }
        }
    }

    @Test
    void a_connection_goes_on_over_a_swap_from_one_kind_of_key_to_the_other() throws Exception {
        take(new Mint().make(Lab.MAIN));
        try (Wire open = lab.wire(lab.lan, Lab.MAIN)) {
            for (Made made : new Made[] {new Mint().rsa().make(Lab.MAIN), new Mint().make(Lab.MAIN)}) {
                take(made);
                open.send("GET /ping HTTP/1.1", "Host: " + Lab.MAIN);
                assertEquals(204, open.reply().status());
            }
        }
    }

    private void take(Made made) throws Exception {
        lab.generations.take(KeyAndChain.of(made.key(), made.chain()));
    }

    private SSLSocket client(String protocol) throws Exception {
        SSLContext context = Wire.client();
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", lab.lan);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setServerNames(List.of(new SNIHostName(Lab.MAIN)));
        parameters.setProtocols(new String[] {protocol});
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    /** @return the type of the record that answers: a ServerHello or an alert */
    private int answer(String version, String suite) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", lab.lan)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(hello(Integer.parseInt(version, 16), Integer.parseInt(suite, 16)));
            int type = socket.getInputStream().read();
            assertTrue(type == SERVER_HELLO || type == ALERT, "type " + type);
            return type;
        }
    }

    private static byte[] hello(int version, int suite) throws IOException {
        byte[] name = Lab.MAIN.getBytes(StandardCharsets.US_ASCII);
        byte[] sni = bytes(out -> {
            out.writeByte(0); // host_name
            out.writeShort(name.length);
            out.write(name);
        });
        byte[] extensions = bytes(out -> {
            extension(out, 0, sized(sni));
            extension(out, 10, new byte[] {0, 2, 0, 23}); // secp256r1
            extension(out, 11, new byte[] {1, 0}); // uncompressed points
            extension(out, 13, new byte[] {0, 8, 4, 3, 4, 1, 8, 4, 2, 3}); // ECDSA and RSA with SHA-256, PSS, ECDSA with SHA-1
        });
        byte[] body = bytes(out -> {
            out.writeShort(version);
            out.write(new byte[33]); // random, no session
            out.writeShort(2);
            out.writeShort(suite);
            out.write(new byte[] {1, 0}); // no compression
            out.write(sized(extensions));
        });
        return bytes(out -> {
            out.write(new byte[] {22, 3, 1});
            out.writeShort(body.length + 4);
            out.write(new byte[] {1, 0}); // ClientHello
            out.write(sized(body));
        });
    }

    private static void extension(DataOutputStream out, int type, byte[] content) throws IOException {
        out.writeShort(type);
        out.write(sized(content));
    }

    private static byte[] sized(byte[] content) throws IOException {
        return bytes(out -> {
            out.writeShort(content.length);
            out.write(content);
        });
    }

    private interface Writing {
        void to(DataOutputStream out) throws IOException;
    }

    private static byte[] bytes(Writing writing) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        writing.to(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }
}
