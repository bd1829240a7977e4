package link.box.login.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import link.box.testing.ManualWorker;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GrantsTest {
    @TempDir
    Path directory;
    private final ManualWorker worker = new ManualWorker();
    private Grants grants;
    private int changes;

    @BeforeEach
    void start() throws IOException {
        grants = new Grants(directory, worker, () -> changes++);
        grants.load();
    }

    @Test
    void tokens_survive_a_restart_and_stand_in_no_file() throws Exception {
        Issued issued = grants.open(Sample.consent(), false);
        start();
        assertEquals("https://app.example", grants.held(issued.access()).orElseThrow().grant().client());
        assertEquals(Sample.LOGIN, grants.held(issued.access()).orElseThrow().caller("Ann").authenticated());
        assertEquals(issued.grant(), grants.list().get(0));
        assertTrue(grants.refresh(issued.refresh()).isPresent());
        String file = Files.readString(file());
        assertFalse(file.contains(issued.access().substring(4)) || file.contains(issued.refresh().substring(16)));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file())));
    }

    @Test
    void a_refresh_whose_answer_was_lost_with_a_restart_can_be_repeated_at_once() throws Exception {
        Issued issued = grants.open(Sample.consent(), false);
        grants.refresh(issued.refresh());
        start();
        worker.advance(Duration.ofSeconds(20));
        Issued again = grants.refresh(issued.refresh()).orElseThrow();
        assertTrue(grants.held(again.access()).isPresent());
        worker.advance(Duration.ofSeconds(31));
        start();
        assertTrue(grants.refresh(issued.refresh()).isEmpty());
        assertTrue(grants.held(again.access()).isEmpty());
    }

    @Test
    void one_app_in_several_browsers_is_one_grant() throws Exception {
        Issued phone = grants.open(Sample.consent(), false);
        Issued laptop = grants.open(Sample.consent(), false);
        assertEquals(1, grants.list().size());
        assertEquals(1, grants.letterboxes().size());
        grants.end(phone.family().id());
        assertTrue(grants.held(phone.access()).isEmpty());
        assertTrue(grants.held(laptop.access()).isPresent());
        assertFalse(grants.letterboxes().get(0).locator().equals(laptop.grant().letterbox().locator()), "the phone knew that one");
    }

    @Test
    void of_too_many_browsers_the_oldest_is_out() throws Exception {
        Issued first = grants.open(Sample.consent(), false);
        Issued second = grants.open(Sample.consent(), false);
        for (int i = 0; i < 15; i++) {
            grants.open(Sample.consent(), false);
        }
        assertTrue(grants.held(first.access()).isEmpty());
        assertTrue(grants.held(second.access()).isPresent());
    }

    @Test
    void of_too_many_apps_the_one_not_used_for_longest_is_out() throws Exception {
        for (int i = 0; i < 32; i++) {
            grants.open(of(i), false);
            worker.advance(Duration.ofSeconds(1));
        }
        grants.used(grants.list().get(0), false);
        grants.tidy(true);
        grants.open(of(32), false);
        assertEquals(32, grants.list().size());
        assertTrue(grants.holds("https://app0.example"));
        assertFalse(grants.holds("https://app1.example"));
    }

    @Test
    void of_too_many_access_tokens_the_oldest_is_out() throws Exception {
        Issued issued = grants.open(Sample.consent(), false);
        Issued last = issued;
        for (int i = 0; i < 4; i++) {
            last = grants.refresh(last.refresh()).orElseThrow();
        }
        assertTrue(grants.held(issued.access()).isEmpty());
        assertTrue(grants.held(last.access()).isPresent());
    }

    @Test
    void last_uses_are_written_seldom_and_only_if_there_are_any() throws Exception {
        Issued issued = grants.open(Sample.consent(), false);
        worker.advance(Duration.ofMinutes(5));
        Files.setLastModifiedTime(file(), FileTime.fromMillis(0));
        grants.tidy(true);
        assertEquals(0, Files.getLastModifiedTime(file()).toMillis());
        grants.used(issued.grant(), true);
        assertEquals(0, Files.getLastModifiedTime(file()).toMillis());
        grants.tidy(true);
        start();
        assertEquals(new Grant.Use(worker.now(), true), grants.list().get(0).used());
    }

    @Test
    void what_was_taken_from_an_app_is_taken_in_all_its_browsers_and_for_good() throws Exception {
        Issued phone = grants.open(Sample.consent("scope", "device:lamp users:read"), false);
        Issued laptop = grants.open(Sample.consent("scope", "users:read"), false);
        Issued other = grants.open(of(1, "scope", "users:read"), false);
        grants.narrow(grant -> grant.client().equals("https://app.example"), "users:read");
        start();
        assertEquals("device:lamp", grants.held(phone.access()).orElseThrow().scopes().toString());
        assertEquals("device:lamp", grants.refresh(phone.refresh()).orElseThrow().family().scopes().toString());
        assertTrue(grants.held(laptop.access()).isEmpty() && grants.refresh(laptop.refresh()).isEmpty(), "nothing is left of this one");
        assertEquals("users:read", grants.held(other.access()).orElseThrow().scopes().toString());
    }

    @Test
    void what_is_over_is_forgotten_and_told() throws Exception {
        Issued issued = grants.open(Sample.consent(), false);
        int before = changes;
        worker.advance(Family.IDLE);
        grants.tidy(true);
        assertEquals(before + 1, changes);
        assertFalse(grants.holds("https://app.example"));
        assertEquals("https://app.example", grants.client(issued.refresh()).orElseThrow(), "whoever holds one can be told");
    }

    @Test
    void a_refresh_while_the_clock_is_far_behind_takes_nothing_from_the_app() throws Exception {
        Issued issued = grants.open(Sample.consent(), false);
        Instant right = worker.now();
        worker.set(Instant.EPOCH);
        Issued behind = grants.refresh(issued.refresh()).orElseThrow();
        worker.set(right.plus(Family.IDLE).minusSeconds(1));
        grants.tidy(true);
        start();
        Issued again = grants.refresh(behind.refresh()).orElseThrow();
        assertTrue(grants.held(again.access()).isPresent());
        assertEquals(Family.IDLE.toSeconds(), again.refreshSeconds());
    }

    @Test
    void it_never_lasts_longer_than_a_year_however_the_clock_goes() throws Exception {
        Issued issued = grants.open(Sample.consent(), false);
        Instant right = worker.now();
        for (int days : new int[] {80, 160, 240, 320, 10, 360}) {
            worker.set(right.plus(Duration.ofDays(days)));
            issued = grants.refresh(issued.refresh()).orElseThrow();
        }
        assertEquals(Duration.ofDays(5).toSeconds(), issued.refreshSeconds());
        worker.set(right.plus(Family.LONGEST));
        assertTrue(grants.refresh(issued.refresh()).isEmpty());
    }

    @Test
    void a_clock_that_is_ahead_and_not_believed_forgets_no_app() throws Exception {
        Issued stays = grants.open(Sample.consent(), false);
        Issued busy = grants.open(of(1), false);
        Instant right = worker.now();
        worker.set(right.plus(Duration.ofDays(9000)));
        grants.tidy(false);
        grants.open(of(2), false);
        grants.refresh(busy.refresh());
        worker.set(right);
        start();
        assertTrue(grants.held(stays.access()).isPresent());
        assertTrue(grants.refresh(stays.refresh()).isPresent());
        assertTrue(grants.held(busy.access()).isPresent());
    }

    @Test
    void what_cannot_be_written_is_not_so() throws Exception {
        Issued issued = grants.open(Sample.consent(), false);
        Files.createDirectories(directory.resolve("grants.json.new/x"));
        assertThrows(IOException.class, () -> grants.revoke(grant -> true));
        assertTrue(grants.held(issued.access()).isPresent());
    }

    @Test
    void a_damaged_file_means_that_no_app_is_connected() throws Exception {
        Issued issued = grants.open(Sample.consent(), false);
        for (String damage : List.of("", "{", "{\"version\":2}", "{\"version\":1}", "{\"version\":1,\"grants\":[{}],\"ended\":[]}")) {
            Files.writeString(file(), damage);
            assertThrows(IOException.class, this::start, damage);
            assertTrue(grants.held(issued.access()).isEmpty());
        }
        grants.open(Sample.consent(), false);
    }

    @Test
    void nothing_that_is_printed_shows_a_token() throws Exception {
        Issued issued = grants.open(Sample.consent(), false);
        String printed = issued + " " + issued.grant() + " " + issued.family() + " " + grants.letterboxes();
        for (String secret : List.of(issued.access(), issued.refresh(), issued.grant().letterbox().key(), issued.family().refresh())) {
            assertFalse(printed.contains(secret), printed);
        }
    }

    private static Codes.Consent of(int app, String... more) throws Refused {
        String origin = "https://app" + app + ".example";
        return Sample.consent(Stream.concat(Stream.of("client_id", origin, "redirect_uri", origin + "/"), Stream.of(more))
                .toArray(String[]::new));
    }

    private Path file() {
        return directory.resolve("grants.json");
    }
}
