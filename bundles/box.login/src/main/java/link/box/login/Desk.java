package link.box.login;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import link.box.api.access.Caller;
import link.box.api.access.ConnectionClass;
import link.box.api.work.Trouble;
import link.box.api.work.Worker;
import link.box.common.fact.Published;
import link.box.common.file.Data;
import link.box.login.account.Accounts;
import link.box.login.account.Applicant;
import link.box.login.account.Argon2;
import link.box.login.account.HashRoom;
import link.box.login.account.Outcome;
import link.box.login.account.PasswordRules;
import link.box.login.account.Seldom;
import link.box.login.account.SetupRule;
import link.box.login.account.Throttle;
import link.box.login.account.User;
import link.box.login.session.Sessions;
import link.box.login.web.Reply;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceScope;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where people are let in: set-up, login, sessions. What asks, pages or the users API, is all the same to it. Thread-safe. */
@Component(service = Desk.class, configurationPid = "link.box.login")
public final class Desk {
    private static final Logger LOG = LoggerFactory.getLogger("box.login");

    private final Accounts accounts;
    private final Sessions sessions;
    private final Redirects redirects;
    private final SetupRule rule;
    private final Throttle throttle;
    private final HashRoom room = new HashRoom();
    private final Argon2 argon2 = new Argon2();
    private final Seldom seldom;
    private final Published<Trouble> trouble;
    private final boolean damaged;

    /** Settings of {@code link.box.login}. */
    @interface Config {
        /** Origins of the apps that a login may lead back to and that may use the API, separated by commas. */
        String apps() default "";
    }

    @Activate
    public Desk(BundleContext context, @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) Worker worker, Config config)
            throws IOException {
        this.accounts = new Accounts(Data.of(context));
        this.sessions = new Sessions(Data.of(context), worker::now);
        this.redirects = new Redirects(config.apps());
        this.rule = new SetupRule(worker::nanos, started(context, worker));
        this.throttle = new Throttle(worker::nanos);
        this.seldom = new Seldom(worker::nanos);
        this.trouble = new Published<>(context, Trouble.class);
        this.damaged = !load();
    }

    /** An update of this bundle must not open the set-up window again: the launcher has noted when the Box was started. */
    private static long started(BundleContext context, Worker worker) {
        String noted = context.getProperty("box.started");
        return noted == null ? worker.nanos() : Long.parseLong(noted);
    }

    @Deactivate
    void close() {
        trouble.close();
    }

    Redirects redirects() {
        return redirects;
    }

    /** A damaged file of accounts is no invitation to make a new admin. */
    boolean claimed() {
        return damaged || !accounts.empty();
    }

    Optional<String> setupCode() {
        return claimed() ? Optional.empty() : Optional.of(rule.code().shown());
    }

    /** Whether a peer there can set up the Box without the code. */
    boolean open(ConnectionClass from) {
        return rule.open(from);
    }

    Optional<Caller> caller(String token) {
        return sessions.user(token).flatMap(accounts::byId)
                .map(user -> new Caller(user.id(), user.name(), user.admin(), Optional.empty(), Set.of(), Instant.EPOCH));
    }

    Optional<User> user(Caller caller) {
        return accounts.byId(caller.id());
    }

    Optional<User> user(String id) {
        return accounts.byId(id);
    }

    /** @return the token of a new session */
    String open(String user) throws IOException {
        return sessions.open(user);
    }

    void close(String token) throws IOException {
        sessions.close(token);
    }

    /** One at a time: of many at once exactly one succeeds, and the others learn it. Blocks for the hash and for disk. */
    synchronized Outcome setUp(Applicant applicant, ConnectionClass from) throws IOException {
        if (claimed()) {
            return Outcome.of(Outcome.Kind.CLAIMED);
        }
        Outcome.Kind form = applicant.check();
        if (form != Outcome.Kind.OK) {
            return Outcome.of(form);
        }
        Outcome may = rule.check(from, applicant.code());
        if (!may.ok()) {
            seldom.run(() -> LOG.info("Set-up refused ({}): {}", from, may.kind()));
            return may;
        }
        Optional<String> hash = room.run(from, () -> argon2.hash(PasswordRules.normal(applicant.password())));
        if (hash.isEmpty()) {
            return Outcome.later(Outcome.Kind.BUSY, Duration.ofSeconds(2));
        }
        User admin = new User("u1", applicant.name(), applicant.email(), true, hash.get());
        if (!accounts.first(admin)) {
            return Outcome.of(Outcome.Kind.CLAIMED);
        }
        LOG.info("Set up: the Box has an admin ({})", from);
        return Outcome.in(admin);
    }

    /** Blocks for the hash. An unknown user takes as long as a wrong password. */
    Outcome logIn(String email, String password, ConnectionClass from, String peer) {
        if (PasswordRules.tooLong(password)) {
            return Outcome.of(Outcome.Kind.WRONG);
        }
        Duration delay = throttle.take(from, peer);
        if (!delay.isZero()) {
            seldom.run(() -> LOG.info("Locked out ({}): too many tries, the next in {} s", from, Reply.seconds(delay)));
            return Outcome.later(Outcome.Kind.LOCKED, delay);
        }
        Optional<User> user = accounts.byEmail(email);
        String hash = user.map(User::password).orElseGet(argon2::nobodys);
        Optional<Boolean> fits = room.run(from, () -> argon2.fits(PasswordRules.normal(password), hash));
        if (fits.isEmpty() || fits.get()) {
            throttle.giveBack(from, peer);
        }
        if (fits.isEmpty()) {
            return Outcome.later(Outcome.Kind.BUSY, Duration.ofSeconds(2));
        }
        boolean in = fits.get() && user.isPresent();
        LOG.info("Login {} ({})", in ? "ok" : "failed", from);
        return in ? Outcome.in(user.get()) : Outcome.of(Outcome.Kind.WRONG);
    }

    private boolean load() {
        try {
            sessions.load();
        } catch (IOException e) {
            LOG.warn("Everybody has to log in again: {}", e.getMessage());
        }
        try {
            accounts.load();
            return true;
        } catch (IOException e) {
            trouble.set(new Trouble("box.login", "Nobody can log in: " + e.getMessage(),
                    "Restore the file from a backup, or remove it and restart to set up the Box anew."), "Trouble: " + e.getMessage());
            return false;
        }
    }
}
