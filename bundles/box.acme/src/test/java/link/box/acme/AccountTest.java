package link.box.acme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import link.box.acme.state.AccountFile;
import link.box.acme.state.Keys;
import link.box.common.json.Json;
import org.junit.jupiter.api.Test;

/** The account at a real CA: one, for as long as it lasts. */
class AccountTest extends OnPebble {
    @Test
    void it_is_kept_and_used_again() throws Exception {
        rig().start().issue(1);
        again().issue(1);
        assertEquals(1, rig.pebble.story().lines().filter(line -> line.contains("There are now ") && line.contains("account")).count());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(rig.accountFile())));
    }

    @Test
    void one_that_the_ca_has_forgotten_is_registered_again_with_the_same_key() throws Exception {
        rig().start().issue(1);
        var key = key();
        rig.pebble.restart(Map.of());
        again().issue(1);
        assertEquals(key, key());
    }

    @Test
    void a_damaged_file_gives_the_previous_generation_with_the_same_key() throws Exception {
        rig().start().issue(1);
        var key = key();
        Files.writeString(rig.accountFile(), "rubbish");
        again().issue(1);
        assertEquals(key, key());
    }

    @Test
    void a_key_that_is_lost_is_not_replaced_while_a_certificate_serves() throws Exception {
        lose();
        rig.start().worker.advance(Duration.ofDays(61));
        assertTrue(rig.fail().contains("restore the file, or remove it"), rig.fail());
        assertEquals("rubbish", Files.readString(rig.accountFile()));
        rig.worker.advance(Duration.ofDays(26));
        rig.issue(2);
    }

    @Test
    void without_a_certificate_it_is_put_aside_and_replaced() throws Exception {
        lose();
        again().issue(1);
        assertEquals("rubbish", Files.readString(Path.of(rig.accountFile() + ".damaged")));
    }

    private void lose() throws Exception {
        rig().start().issue(1);
        Files.writeString(rig.accountFile(), "rubbish");
        Files.writeString(Path.of(rig.accountFile().toString().replace(".json", ".previous.json")), "rubbish");
    }

    @Test
    void the_file_of_the_first_release_is_still_read() throws Exception {
        var keys = Keys.generate();
        AccountFile file = new AccountFile(folder, "https://ca.test/dir");
        file.get();
        Path path;
        try (var files = Files.list(folder)) {
            path = files.findFirst().orElseThrow();
        }
        Files.writeString(path, Json.PROVIDER.createObjectBuilder().add("version", 1).add("directory", "https://ca.test/dir")
                .add("public", Base64.getEncoder().encodeToString(keys.getPublic().getEncoded()))
                .add("private", Base64.getEncoder().encodeToString(keys.getPrivate().getEncoded())).build().toString());
        assertEquals(keys.getPublic(), file.get().key().getPublic());
        file.registered(keys, "https://ca.test/account/1");
        Files.writeString(path, "rubbish");
        assertEquals(keys.getPublic(), file.get().key().getPublic());
    }

    @Test
    void a_ca_that_needs_an_external_binding_gets_it() throws Exception {
        rig = new Rig(folder, Rig.V2);
        rig.pebble(Map.of(), new Pebble.Options(7_776_000, true), rig.dns.address());
        Path eab = folder.resolve("eab.json");
        Files.writeString(eab, "{\"kid\":\"" + Pebble.Options.KID + "\",\"hmac\":\"" + Pebble.Options.HMAC + "\"}");
        Files.setPosixFilePermissions(eab, PosixFilePermissions.fromString("rw-------"));
        rig.settings.put("eab", eab.toString());
        rig.start().issue(1);
    }

    @Test
    void a_binding_that_others_can_read_is_refused() throws Exception {
        rig = new Rig(folder, Rig.V2);
        rig.pebble(Map.of(), new Pebble.Options(7_776_000, true), rig.dns.address());
        Path eab = folder.resolve("eab.json");
        Files.writeString(eab, "{\"kid\":\"k\",\"hmac\":\"secret-value\"}");
        Files.setPosixFilePermissions(eab, PosixFilePermissions.fromString("rw-r--r--"));
        rig.settings.put("eab", eab.toString());
        String why = rig.start().fail();
        assertTrue(why.contains("others can read it; make it 0600") && !why.contains("secret-value"), why);
    }

    @Test
    void a_ca_that_needs_a_binding_and_gets_none_says_so() throws Exception {
        rig = new Rig(folder, Rig.V2);
        rig.pebble(Map.of(), new Pebble.Options(7_776_000, true), rig.dns.address()).start();
        assertTrue(rig.fail().contains("externalAccountRequired"), rig.fail());
    }

    private Rig rig() throws Exception {
        rig = new Rig(folder, Rig.V2);
        return rig.pebble(Map.of());
    }

    private Rig again() {
        rig.store.stored.clear();
        return rig.start();
    }

    private Object key() throws Exception {
        return new AccountFile(folder.resolve("link.box.acme"), rig.pebble.directory()).get().key().getPublic();
    }
}
