package link.box.login.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import link.box.api.access.ConnectionClass;
import link.box.login.account.Accounts;
import link.box.login.account.Claim;
import link.box.login.account.User;
import link.box.login.session.Presence.Entry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens at once: people who come in while others, or they themselves, are thrown out. */
class PresenceTest {
    private static final Place HOME = new Place(ConnectionClass.ON_LINK, "192.168.1.7", "Firefox, Linux");
    private static final User ANN = new User("u1", "Ann", "ann@example.com", true, "a hash");
    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

    @TempDir
    Path directory;
    private final ExecutorService threads = Executors.newFixedThreadPool(16);
    private Callable<?> meanwhile = () -> null;
    private Future<?> done;
    private int looks;
    private long nanos;
    private Accounts accounts;
    private Presence presence;

    @BeforeEach
    void start() throws IOException {
        accounts = new Accounts(directory);
        accounts.first(ANN, new Claim(NOW, "192.168.1.7", ""));
        presence = new Presence(directory, this::now, () -> nanos, accounts);
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    /** Each look at the clock is a moment in which somebody else may do something. */
    private Instant now() {
        if (--looks == 0) {
            done = threads.submit(meanwhile);
            try {
                done.get(100, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                // it has to wait for us
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
        return NOW;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void who_comes_back_during_a_reset_is_out_after_it(int moment) throws Exception {
        String device = presence.enter(ANN, List.of(), HOME).orElseThrow().device().orElseThrow();
        during(moment, () -> {
            presence.clear();
            return null;
        });
        presence.resume(List.of(device), HOME);
        assertNobodyIsIn();
        assertEquals(Optional.empty(), presence.resume(List.of(device), HOME));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void who_comes_back_while_the_password_changes_is_out_after_it(int moment) throws Exception {
        String device = presence.enter(ANN, List.of(), HOME).orElseThrow().device().orElseThrow();
        during(moment, () -> presence.change(ANN, "another hash"));
        presence.resume(List.of(device), HOME);
        assertNobodyIsIn();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void who_logs_in_with_the_old_password_while_it_changes_is_out_after_it(int moment) throws Exception {
        during(moment, () -> presence.change(ANN, "another hash"));
        presence.enter(ANN, List.of(), HOME);
        assertNobodyIsIn();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void a_browser_that_is_forgotten_while_it_comes_back_stays_forgotten(int moment) throws Exception {
        String device = presence.enter(ANN, List.of(), HOME).orElseThrow().device().orElseThrow();
        String id = presence.browsers().list().get(0).id();
        during(moment, () -> {
            presence.forget(id);
            return null;
        });
        presence.resume(List.of(device), HOME);
        assertNobodyIsIn();
    }

    @Test
    void a_reset_removes_users_though_sessions_and_browsers_cannot_be_written() throws Exception {
        presence.enter(ANN, List.of(), HOME);
        Files.createDirectories(directory.resolve("sessions.json.new/x"));
        Files.createDirectories(directory.resolve("browsers.json.new/x"));
        assertThrows(IOException.class, presence::clear);
        assertTrue(accounts.empty());
        assertEquals(List.of(), presence.sessions().list());
        assertEquals(List.of(), presence.browsers().list());
    }

    @Test
    void a_password_that_was_right_before_it_changed_lets_nobody_in() throws Exception {
        assertTrue(presence.change(ANN, "another hash"));
        assertEquals(Optional.empty(), presence.enter(ANN, List.of(), HOME));
        assertEquals(Optional.empty(), presence.visit(ANN, true, HOME));
        assertFalse(presence.change(ANN, "a third"), "of two who change it at once one has to look again");
        assertTrue(presence.enter(ANN.with("another hash"), List.of(), HOME).isPresent());
        assertEquals("another hash", accounts.byId("u1").orElseThrow().password());
    }

    @Test
    void of_many_pages_that_come_back_at_once_each_gets_in_and_one_gets_the_next_device_token() throws Exception {
        String device = presence.enter(ANN, List.of(), HOME).orElseThrow().device().orElseThrow();
        Callable<Entry> page = () -> presence.resume(List.of(device), HOME).orElseThrow();
        List<Entry> entries = threads.invokeAll(Collections.nCopies(8, page)).stream().map(PresenceTest::get).toList();
        List<String> tokens = entries.stream().flatMap(entry -> entry.device().stream()).toList();
        assertEquals(1, tokens.size());
        assertNotEquals(device, tokens.get(0));
        assertEquals(8, entries.stream().map(Entry::session).distinct().count());
        assertEquals(1, presence.browsers().list().size());
        assertTrue(presence.browsers().find(tokens).isPresent());
    }

    @Test
    void a_browser_comes_back_ten_times_at_once_and_then_once_in_five_seconds() throws Exception {
        String device = presence.enter(ANN, List.of(), HOME).orElseThrow().device().orElseThrow();
        for (int i = 0; i < 10; i++) {
            device = presence.resume(List.of(device), HOME).orElseThrow().device().orElseThrow();
        }
        assertEquals(Optional.empty(), presence.resume(List.of(device), HOME));
        assertEquals(11, presence.sessions().list().size());
        nanos += Duration.ofSeconds(5).toNanos();
        String next = presence.resume(List.of(device), HOME).orElseThrow().device().orElseThrow();
        assertEquals(Optional.empty(), presence.resume(List.of(next), HOME));
        String other = presence.enter(ANN, List.of(), HOME).orElseThrow().device().orElseThrow();
        assertTrue(presence.resume(List.of(other), HOME).isPresent(), "each browser by itself");
    }

    private void during(int moment, Callable<?> other) {
        meanwhile = other;
        looks = moment;
    }

    private void assertNobodyIsIn() throws Exception {
        done.get(5, TimeUnit.SECONDS);
        assertEquals(List.of(), presence.sessions().list());
        assertEquals(List.of(), presence.browsers().list());
    }

    private static <T> T get(Future<T> future) {
        try {
            return future.get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
