package link.box.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import link.box.api.access.Caller;
import link.box.api.access.ConnectionClass;
import link.box.api.access.Credential;
import link.box.api.work.Trouble;
import link.box.login.account.Applicant;
import link.box.login.account.Outcome;
import link.box.login.account.SetupRule;
import link.box.login.account.User;
import link.box.login.session.Place;
import link.box.testing.ManualWorker;
import link.box.testing.Registry;
import link.box.testing.Settings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeskTest {
    private static final String PASSWORD = "correct horse battery";
    private static final Applicant ANN = new Applicant("Ann", "ann@example.com", PASSWORD, "");

    private static final Place HOME = place(ConnectionClass.ON_LINK);
    private static final Place OUTSIDE = place(ConnectionClass.TUNNEL);

    @TempDir
    Path data;
    private final ManualWorker worker = new ManualWorker();
    private Registry registry;
    private Desk desk;

    @BeforeEach
    void start() throws Exception {
        registry = new Registry("link.box.login", data);
        desk = new Desk(registry.context(), worker, Settings.of(Desk.Config.class, Map.of()));
    }

    @Test
    void the_first_one_becomes_admin_and_logs_in_after_a_restart() throws Exception {
        assertFalse(desk.claimed());
        User admin = desk.setUp(ANN, HOME).user().orElseThrow();
        assertTrue(desk.claimed());
        String token = desk.presence().sessions().open(admin.id(), false, false, "", HOME);
        start();
        assertTrue(desk.claimed());
        assertEquals(Optional.of(new Caller(admin.id(), "Ann", true, Optional.empty(), Set.of(), Instant.EPOCH)), desk.caller(
                new Credential(Credential.Kind.SESSION, token, Optional.empty(), ConnectionClass.ON_LINK, "abc.box.test", "GET", "/")));
        assertEquals(Outcome.Kind.OK, logIn("Ann@Example.com", PASSWORD));
        assertEquals(Outcome.Kind.WRONG, logIn("ann@example.com", PASSWORD + "!"));
        assertEquals(Outcome.Kind.WRONG, logIn("bob@example.com", PASSWORD));
    }

    @Test
    void s6_of_a_hundred_at_once_exactly_one_becomes_admin() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(100);
        Collection<Callable<Outcome.Kind>> all = IntStream.range(0, 100).mapToObj(i -> (Callable<Outcome.Kind>) () -> desk.setUp(
                new Applicant("", "u" + i + "@example.com", PASSWORD, ""), HOME).kind()).toList();
        Map<Outcome.Kind, Long> outcomes = threads.invokeAll(all).stream().map(DeskTest::get)
                .collect(Collectors.groupingBy(kind -> kind, Collectors.counting()));
        threads.shutdown();
        assertEquals(Map.of(Outcome.Kind.OK, 1L, Outcome.Kind.CLAIMED, 99L), outcomes);
    }

    @Test
    void nobody_becomes_admin_through_the_tunnel_or_too_late() throws Exception {
        Applicant knows = new Applicant("Eve", "eve@example.com", PASSWORD, desk.setupCode().orElseThrow());
        assertEquals(Outcome.Kind.NOT_AT_HOME, desk.setUp(knows, OUTSIDE).kind());
        assertEquals(Outcome.Kind.NOT_AT_HOME, desk.setUp(knows, place(ConnectionClass.PUBLIC)).kind());
        worker.advance(SetupRule.WINDOW);
        assertEquals(Outcome.Kind.NEEDS_CODE, desk.setUp(ANN, HOME).kind());
        assertFalse(desk.claimed());
        assertEquals(Outcome.Kind.OK, desk.setUp(knows, HOME).kind());
        assertEquals(Optional.empty(), desk.setupCode());
    }

    @Test
    void what_is_wrong_with_the_form_is_told() throws Exception {
        assertEquals(Outcome.Kind.BAD_NAME, setUp("x".repeat(65), "a@b", PASSWORD));
        assertEquals(Outcome.Kind.BAD_NAME, setUp("A\nB", "a@b", PASSWORD));
        assertEquals(Outcome.Kind.BAD_EMAIL, setUp("", "nobody", PASSWORD));
        assertEquals(Outcome.Kind.BAD_EMAIL, setUp("", "", PASSWORD));
        assertEquals(Outcome.Kind.BAD_PASSWORD, setUp("", "a@b", "short"));
        assertFalse(desk.claimed());
    }

    @Test
    void p3_a_thousand_guesses_through_the_tunnel_do_not_keep_the_owner_out() throws Exception {
        desk.setUp(ANN, HOME);
        List<Outcome> guesses = IntStream.range(0, 1000)
                .mapToObj(this::guess).toList();
        assertEquals(5, guesses.stream().filter(each -> each.kind() == Outcome.Kind.WRONG).count());
        assertEquals(995, guesses.stream().filter(each -> each.kind() == Outcome.Kind.LOCKED).count());
        assertEquals(Outcome.Kind.LOCKED, desk.logIn("ann@example.com", PASSWORD, OUTSIDE, List.of()).kind());
        assertEquals(Outcome.Kind.OK, logIn("ann@example.com", PASSWORD));
        worker.advance(Duration.ofMinutes(3));
        assertEquals(Outcome.Kind.OK, desk.logIn("ann@example.com", PASSWORD, OUTSIDE, List.of()).kind());
    }

    @Test
    void p3_one_who_guesses_from_one_address_leaves_a_try_to_the_owner_elsewhere() throws Exception {
        desk.setUp(ANN, HOME);
        for (int i = 0; i < 1000; i++) {
            desk.logIn("ann@example.com", "guess number " + i, new Place(ConnectionClass.TUNNEL, "203.0.113.7", ""), List.of());
        }
        assertEquals(Outcome.Kind.OK, desk.logIn("ann@example.com", PASSWORD, OUTSIDE, List.of()).kind());
    }

    @Test
    void a_damaged_file_of_accounts_opens_no_set_up() throws Exception {
        desk.setUp(ANN, HOME);
        Path file = data.resolve("link.box.login/accounts.json");
        String whole = Files.readString(file);
        for (String damage : new String[] {"", whole.substring(0, whole.length() / 2), "{\"version\":2}",
            "{\"version\":1,\"users\":[{}]}"}) {
            Files.writeString(file, damage);
            start();
            assertTrue(desk.claimed());
            assertEquals(Optional.empty(), desk.setupCode());
            assertEquals(Outcome.Kind.CLAIMED, desk.setUp(ANN, HOME).kind());
            assertEquals(Outcome.Kind.WRONG, logIn("ann@example.com", PASSWORD));
            assertTrue(registry.of(Trouble.class).get(0).what().contains("accounts.json"));
            assertEquals(damage, Files.readString(file));
        }
    }

    @Test
    void p2_a_hash_of_other_parameters_is_made_anew_at_the_next_login() throws Exception {
        Path file = data.resolve("link.box.login/accounts.json");
        String old = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
        Files.writeString(file, "{\"version\":1,\"users\":[{\"id\":\"u1\",\"name\":\"Ann\",\"email\":\"ann@example.com\",\"admin\":true,"
                + "\"password\":\"" + old + "\"}]}");
        start();
        assertEquals(Outcome.Kind.WRONG, logIn("ann@example.com", "passwore"));
        assertTrue(Files.readString(file).contains(old));
        assertEquals(Outcome.Kind.OK, logIn("ann@example.com", "password"));
        assertTrue(Files.readString(file).contains("$argon2id$v=19$m=12288,t=3,p=1$"));
        start();
        assertEquals(Outcome.Kind.OK, logIn("ann@example.com", "password"));
    }

    @Test
    void a_login_on_its_way_during_a_reset_is_nobodys_after_it() throws Exception {
        desk.setUp(ANN, HOME);
        User before = desk.logIn("ann@example.com", PASSWORD, HOME, List.of()).user().orElseThrow();
        desk.reset();
        User next = desk.setUp(ANN, HOME).user().orElseThrow();
        assertNotEquals(before.id(), next.id());
        assertEquals(Optional.empty(), desk.presence().enter(before, List.of(), HOME));
        assertEquals(Outcome.Kind.WRONG, desk.changePassword(before, "another horse battery", HOME).kind());
        assertEquals(Optional.of(next), desk.user(next.id()));
    }

    @Test
    void the_password_stands_in_no_file() throws Exception {
        desk.setUp(ANN, HOME);
        assertFalse(Files.readString(data.resolve("link.box.login/accounts.json")).contains(PASSWORD));
    }

    private Outcome.Kind setUp(String name, String email, String password) throws Exception {
        return desk.setUp(new Applicant(name, email, password, ""), HOME).kind();
    }

    private Outcome.Kind logIn(String email, String password) throws Exception {
        return desk.logIn(email, password, HOME, List.of()).kind();
    }

    private Outcome guess(int number) {
        try {
            Place somewhere = new Place(ConnectionClass.TUNNEL, "203.0.113." + number % 250, "");
            return desk.logIn("ann@example.com", "guess number " + number, somewhere, List.of());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Place place(ConnectionClass from) {
        return new Place(from, "192.168.1.7", "Firefox, Linux");
    }

    private static <T> T get(Future<T> future) {
        try {
            return future.get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
