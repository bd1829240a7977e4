package link.box.pagekite;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
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

    private static Kite kite(String said) {
        return new Kite("remote.abc.box.test", new Said(said.getBytes(StandardCharsets.ISO_8859_1)),
                new KiteLog("remote.abc.box.test", "SECRET"));
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
