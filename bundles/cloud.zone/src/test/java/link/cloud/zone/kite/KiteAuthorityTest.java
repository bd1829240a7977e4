package link.cloud.zone.kite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import link.cloud.zone.record.Changes;
import link.cloud.zone.record.KiteSecret;
import link.cloud.zone.store.ZoneStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KiteAuthorityTest {
    private static final String ID = "0123456789abcdef0123456789abcdef01234567";
    private static final String OTHER = "f".repeat(40);
    private static final KiteSecret SECRET = new KiteSecret("0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20");
    /** What Debian's frontend asked about a kite of Debian's back-end with that secret. */
    private static final String SEEN = "55340ec05ca62ee022a280808e85bf8cc220.tcca09170f28eba77f0bd52735358cd9efde."
            + "9269ef889d8d5224723580c57cab19d81c70.https.remote." + ID + ".box.test";

    @TempDir
    Path directory;
    private ZoneStore store;
    private KiteAuthority authority;

    @BeforeEach
    void open() throws IOException {
        store = new ZoneStore(directory);
        store.apply(ID, now -> Changes.of(SECRET));
        authority = new KiteAuthority("box.test", store);
    }

    @AfterEach
    void close() throws IOException {
        store.close();
    }

    @Test
    void what_the_real_program_signs_is_granted() {
        assertTrue(grants(SEEN));
    }

    @Test
    void no_other_digit_anywhere_in_it_is() {
        for (int i = 0; i < SEEN.length(); i++) {
            if (SEEN.charAt(i) != '.') {
                String other = SEEN.substring(0, i) + (SEEN.charAt(i) == '1' ? '2' : '1') + SEEN.substring(i + 1);
                assertFalse(grants(other), other);
            }
        }
    }

    @Test
    void another_secret_and_none_at_all_are_refused() throws IOException {
        store.apply(ID, now -> Changes.of(new KiteSecret("0".repeat(64))));
        assertFalse(grants(SEEN));
        assertFalse(grants(signed(SECRET, "https", "remote." + OTHER + ".box.test")));
    }

    @Test
    void a_Box_flies_its_own_names_and_ports_and_all_below_its_id() {
        for (String domain : List.of(ID + ".box.test", "remote." + ID + ".box.test", "a.b." + ID + ".box.test")) {
            assertTrue(grants(signed(SECRET, "https", domain)), domain);
            assertTrue(grants(signed(SECRET, "http-8080", domain)), domain);
        }
    }

    @Test
    void a_wildcard_arrives_as_any() {
        String asked = signed(SECRET, "https", "*." + ID + ".box.test");
        assertTrue(grants(asked.replace("*", "_any_")));
        assertFalse(grants(asked));
    }

    @Test
    void a_Box_flies_no_name_of_anybody_else() throws IOException {
        store.apply(OTHER, now -> Changes.of(new KiteSecret("1".repeat(64))));
        for (String domain : List.of("remote." + OTHER + ".box.test", "box.test", "*.box.test", "kite.box.test", ID + ".other.test", ID,
                ID + "box.test", "remote-" + ID + ".box.test", "remote." + ID + ".box.test.example")) {
            assertFalse(grants(signed(SECRET, "https", domain).replace("*", "_any_")), domain);
        }
    }

    @Test
    void nothing_else_is_granted_or_breaks_it() {
        Random random = new Random(6);
        List<String> seen = List.of(SEEN.split("\\."));
        for (int i = 0; i < 100_000; i++) {
            List<String> labels = new ArrayList<>(seen);
            int at = random.nextInt(labels.size());
            switch (random.nextInt(4)) {
                case 0 -> labels.remove(at);
                case 1 -> labels.add(at, text(random));
                case 2 -> labels.set(at, text(random));
                default -> labels.set(at, labels.get(at) + text(random) + "x");
            }
            assertFalse(authority.grants(labels), labels.toString());
        }
        assertFalse(authority.grants(List.of("_any_")));
    }

    @Test
    void the_secret_is_not_what_it_looks_like() {
        assertEquals("KiteSecret[***]", SECRET.toString());
        assertFalse(store.find(ID).toString().contains(SECRET.text()));
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(64); i >= 0; i--) {
            text.append((char) (random.nextInt(3) == 0 ? random.nextInt(256) : "0123456789abcdef".charAt(random.nextInt(16))));
        }
        return text.toString();
    }

    private static String signed(KiteSecret secret, String proto, String domain) {
        return Signed.question(secret.text(), proto, domain);
    }

    private boolean grants(String name) {
        return authority.grants(List.of(name.split("\\.")));
    }
}
