package link.box.pagekite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import link.box.testing.Settings;
import org.junit.jupiter.api.Test;

class KiteTest {
    private static final String FLIES = "ts=1; domain=remote.abc.box.test; id=s1\n";

    @Test
    void all_that_it_has_said_since_the_last_look_is_taken_in() throws Exception {
        Kite kite = kite("ts=1; noise=" + "x".repeat(300_000) + "\n" + FLIES);
        kite.look(0);
        assertTrue(kite.flies());
    }

    @Test
    void a_flood_is_taken_in_parts() throws Exception {
        Kite kite = kite(("ts=1; noise=" + "x".repeat(100) + "\n").repeat(20_000) + FLIES);
        kite.look(0);
        assertFalse(kite.flies());
        kite.look(0);
        kite.look(0);
        assertTrue(kite.flies());
    }

    @Test
    void where_the_frontend_is_has_to_be_set_if_its_own_address_is_private() throws Exception {
        Kite kite = kite("connect=192.168.1.2:443\n" + FLIES);
        kite.look(0);
        assertTrue(assertThrows(Unusable.class, kite::frontend).trouble().remedy().startsWith("set tunnel.frontend.address "));
        Kite other = kite("connect=198.51.100.2:443\n" + FLIES);
        other.look(0);
        assertEquals(InetAddress.getByName("198.51.100.2"), other.frontend());
    }

    private static Kite kite(String said) throws Exception {
        return new Kite("remote.abc.box.test", new Said(said.getBytes(StandardCharsets.ISO_8859_1)),
                new KiteLog("remote.abc.box.test", "SECRET"), new HostPort("fe.test", 443),
                Outside.of(Settings.of(PagekiteConfig.class, Map.of()), 1));
    }

    /** A process that runs and has said something. */
    private static final class Said extends Process {
        private final InputStream output;

        Said(byte[] said) {
            this.output = new ByteArrayInputStream(said);
        }

        @Override
        public OutputStream getOutputStream() {
            return OutputStream.nullOutputStream();
        }

        @Override
        public InputStream getInputStream() {
            return output;
        }

        @Override
        public InputStream getErrorStream() {
            return InputStream.nullInputStream();
        }

        @Override
        public int waitFor() {
            return 0;
        }

        @Override
        public int exitValue() {
            throw new IllegalThreadStateException();
        }

        @Override
        public void destroy() {
        }
    }
}
