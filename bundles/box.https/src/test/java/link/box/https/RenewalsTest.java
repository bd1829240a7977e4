package link.box.https;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import link.box.testing.Made;
import link.box.testing.Registry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RenewalsTest {
    private static final Made CA = Made.authority("Lab");

    @TempDir
    Path data;
    private CertificateKeeper keeper;

    @BeforeEach
    void start() {
        keeper = new CertificateKeeper(new Registry("link.box.https", data).context());
    }

    @Test
    void two_renewals_prove_it_and_a_restart_does_not_forget_them() throws Exception {
        assertFalse(keeper.proven());
        put("abc.box.test");
        put("abc.box.test");
        assertFalse(keeper.proven());
        start();
        put("abc.box.test");
        assertTrue(keeper.proven());
        start();
        assertTrue(keeper.proven());
    }

    @Test
    void the_same_certificate_again_is_no_renewal() throws Exception {
        Made made = put("abc.box.test");
        for (int i = 0; i < 3; i++) {
            keeper.put(made.key(), made.chain());
        }
        assertFalse(keeper.proven());
    }

    @Test
    void other_names_have_to_prove_it_anew() throws Exception {
        proven();
        put("abc.box.test", "*.abc.box.test");
        assertFalse(keeper.proven());
        put("*.abc.box.test", "abc.box.test");
        put("abc.box.test", "*.abc.box.test");
        assertTrue(keeper.proven());
    }

    @Test
    void a_count_of_other_names_than_those_in_service_does_not_count() throws Exception {
        proven();
        Path file = data.resolve("link.box.https/renewals");
        byte[] proven = Files.readAllBytes(file);
        put("def.box.test");
        Files.write(file, proven);
        start();
        assertFalse(keeper.proven());
    }

    @Test
    void every_damage_counts_as_never() throws Exception {
        for (String damaged : new String[] {"", "count: 2\nnames: abc.box.test\n", "version: 1\nsha256: 00\ncount: 2\n"}) {
            proven();
            Files.writeString(data.resolve("link.box.https/renewals"), damaged);
            start();
            assertFalse(keeper.proven(), damaged);
        }
        proven();
        Files.delete(data.resolve("link.box.https/renewals"));
        Files.delete(data.resolve("link.box.https/renewals.previous"));
        start();
        assertFalse(keeper.proven());
    }

    @Test
    void damage_is_said_once_at_each_start() throws Exception {
        proven();
        assertEquals(List.of(), said(this::start));
        Path file = data.resolve("link.box.https/renewals");
        Files.writeString(file, "");
        assertEquals("[main] WARN box.https - the count of renewals is damaged, and goes on from the one before: " + file
                + " is cut off or not of version 1", String.join("\n", said(this::start)));
        Files.writeString(data.resolve("link.box.https/renewals.previous"), "");
        assertEquals("[main] WARN box.https - the count of renewals begins anew: " + file + " is cut off or not of version 1",
                String.join("\n", said(this::start)));
    }

    @Test
    void a_count_that_cannot_be_written_keeps_no_certificate_out() throws Exception {
        Files.createDirectories(data.resolve("link.box.https/renewals/in the way"));
        start();
        put("abc.box.test");
        Made made = put("abc.box.test");
        assertEquals(made.chain(), keeper.inService().chain());
    }

    private void proven() throws IOException {
        for (int i = 0; i < 3; i++) {
            put("abc.box.test");
        }
        assertTrue(keeper.proven());
    }

    /** @return what is logged meanwhile about the count */
    private static List<String> said(Runnable what) {
        PrintStream before = System.err;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            what.run();
        } finally {
            System.setErr(before);
        }
        return bytes.toString(StandardCharsets.UTF_8).lines().filter(line -> line.contains("renewals")).toList();
    }

    private Made put(String... names) throws IOException {
        Made made = CA.issue(names);
        keeper.put(made.key(), made.chain());
        return made;
    }
}
