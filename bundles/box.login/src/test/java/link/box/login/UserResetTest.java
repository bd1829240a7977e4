package link.box.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import link.box.login.account.SetupRule;
import link.box.testing.Registry;
import link.box.testing.Settings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserResetTest {
    private static final Map<String, String> ANN = Map.of("email", "ann@example.com", "password", "correct horse battery");

    @TempDir
    Path data;
    private Site site;
    private Browser ann;

    @BeforeEach
    void start() throws Exception {
        site = new Site(data);
        site.setUp(ANN);
        ann = new Browser(site);
        ann.logIn("correct horse battery");
    }

    @AfterEach
    void stop() throws Exception {
        site.close();
    }

    @Test
    void p7_a_file_in_the_data_directory_removes_everybody_within_a_minute() throws Exception {
        watch("");
        site.worker.advance(Duration.ofHours(1));
        assertTrue(site.desk.claimed());
        Path file = Files.createFile(data.resolve("reset-users"));
        site.worker.advance(Duration.ofMinutes(1));
        assertFalse(Files.exists(file));
        assertNobodyIsIn();
        assertEquals(303, site.setUp(ANN).statusCode());
        site.worker.advance(Duration.ofHours(1));
        assertTrue(site.desk.claimed(), "once is once");
    }

    @Test
    void p7_the_way_for_set_up_is_open_as_after_switching_on() throws Exception {
        UserReset reset = watch("");
        site.worker.advance(Duration.ofDays(1));
        reset.reset();
        site.worker.advance(SetupRule.WINDOW.minusSeconds(1));
        assertEquals(303, site.setUp(ANN).statusCode());
        reset.reset();
        site.worker.advance(SetupRule.WINDOW);
        assertEquals(403, site.setUp(ANN).statusCode());
    }

    @Test
    void p7_the_next_admin_is_nobody_that_an_app_knew_before() throws Exception {
        UserReset reset = watch("");
        String before = site.desk.accounts().list().get(0).id();
        reset.reset();
        site.setUp(ANN);
        String after = site.desk.accounts().list().get(0).id();
        assertNotEquals(before, after);
        assertTrue(after.matches("u[A-Za-z0-9_-]{12}"), "72 random bits: " + after);
    }

    @Test
    void p7_a_file_that_cannot_be_removed_counts_once() throws Exception {
        // a directory that is not empty is as hard to remove as a file on a medium that is read-only
        Path medium = Files.createDirectories(data.resolve("medium/reset"));
        Files.createFile(medium.resolve("full"));
        watch(medium.toString());
        site.worker.run();
        assertNobodyIsIn();
        site.setUp(ANN);
        watch(medium.toString());
        site.worker.advance(Duration.ofHours(1));
        assertTrue(site.desk.claimed(), "not even after a restart");
    }

    @Test
    void p7_nothing_that_comes_over_the_network_resets() throws Exception {
        watch("");
        for (String path : List.of("/reset-users", "/reset", "/session/reset", "/account", "/access", "/users/v1/reset")) {
            ann.post(path, Map.of("do", "reset", "what", "reset-users"));
            ann.get(path);
        }
        site.worker.advance(Duration.ofMinutes(5));
        assertTrue(site.desk.claimed() && site.caller(ann.cookie("__Host-bx")).isPresent());
    }

    @Test
    void a_damaged_file_of_accounts_is_mended_by_it() throws Exception {
        stop();
        Files.writeString(data.resolve("link.box.login/accounts.json"), "{");
        site = new Site(data);
        assertTrue(site.desk.claimed());
        watch("").reset();
        assertFalse(site.desk.claimed());
        stop();
        site = new Site(data);
        assertEquals(303, site.setUp(ANN).statusCode());
    }

    private void assertNobodyIsIn() throws Exception {
        assertFalse(site.desk.claimed());
        assertTrue(site.caller(ann.cookie("__Host-bx")).isEmpty());
        assertEquals("/login", ann.on("a.abc.box.test").get("/session/resume").headers().firstValue("Location").orElseThrow());
        stop();
        site = new Site(data);
        assertFalse(site.desk.claimed());
        assertTrue(site.caller(ann.cookie("__Host-bx")).isEmpty());
        watch("");
    }

    private UserReset watch(String file) throws Exception {
        return new UserReset(new Registry("link.box.login", data).context(), site.desk, site.connected, site.worker,
                Settings.of(Desk.Config.class, Map.of("reset_file", file)));
    }
}
