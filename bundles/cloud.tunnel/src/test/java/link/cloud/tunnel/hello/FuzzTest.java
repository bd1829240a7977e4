package link.cloud.tunnel.hello;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Hellos changed by chance with a fixed seed: each is read the same in one piece and in many, and only names and alerts come out. */
class FuzzTest {
    private static final int ROUNDS = Boolean.getBoolean("box.long") ? 10_000_000 : 200_000;
    private static final byte[] SPICE = {0, 1, 2, 3, 4, 22, 23, 0x2a, 0x40, 0x7f, (byte) 0x80, (byte) 0xff, '.', '-', 'a'};

    private final Random random = new Random(4711);

    @Test
    void no_changed_hello_breaks_anything() throws Exception {
        List<byte[]> kept = new ArrayList<>(List.of(Hellos.real("remote.abc.box.test"), Hellos.real(null), Hellos.browser("a.box.test"),
                Hellos.records(Hellos.message(Hellos.padding(60), Hellos.name("b.box.test")), 40)));
        Corpus.all().forEach(each -> kept.add(each.wire()));
        Set<Alert> alerts = EnumSet.noneOf(Alert.class);
        int named = 0;
        for (int i = 0; i < ROUNDS; i++) {
            byte[] wire = changed(kept.get(random.nextInt(kept.size())));
            Object whole = outcome(wire, wire.length);
            assertEquals(whole, outcome(wire, 1 + random.nextInt(wire.length)));
            if (whole instanceof Alert alert) {
                alerts.add(alert);
            } else if (!whole.equals("")) {
                assertTrue(HostName.valid(whole.toString()));
                named++;
            }
        }
        assertEquals(EnumSet.complementOf(EnumSet.of(Alert.INTERNAL_ERROR, Alert.UNRECOGNIZED_NAME)), alerts);
        assertTrue(named > ROUNDS / 10 && named < ROUNDS, named + " names");
    }

    @Test
    void what_is_kept_is_what_it_says_in_one_piece_and_in_any_parts() throws Exception {
        for (Corpus.Kept each : Corpus.all()) {
            for (int step : new int[] {each.wire().length, 1, 7, 500}) {
                assertEquals(each.outcome(), outcome(each.wire(), step));
            }
        }
        assertEquals(8, Corpus.all().size());
    }

    /** @return the name, empty if there was none yet, or the alert */
    private static Object outcome(byte[] wire, int step) {
        ClientHello hello = new ClientHello();
        try {
            for (int end = step; end < wire.length; end += step) {
                String name = hello.read(ByteBuffer.wrap(wire, 0, end)).orElse("");
                if (!name.isEmpty()) {
                    return name;
                }
            }
            return hello.read(ByteBuffer.wrap(wire)).orElse("");
        } catch (BadHello e) {
            return e.alert();
        }
    }

    private byte[] changed(byte[] seed) {
        byte[] wire = random.nextInt(8) == 0 ? Arrays.copyOf(seed, 1 + random.nextInt(2 * seed.length)) : seed.clone();
        for (int changes = random.nextInt(5); changes > 0; changes--) {
            int at = random.nextInt(4) == 0 ? random.nextInt(wire.length) : random.nextInt(Math.min(wire.length, 80));
            wire[at] = random.nextBoolean() ? (byte) random.nextInt(256) : SPICE[random.nextInt(SPICE.length)];
        }
        return wire;
    }
}
