package link.box.login;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import link.box.api.access.Caller;
import link.box.api.access.Credential;
import link.box.api.work.Worker;
import link.box.common.file.Data;
import link.box.login.account.Accounts;
import link.box.login.account.Applicant;
import link.box.login.account.Claim;
import link.box.login.account.HomePasses;
import link.box.login.account.Label;
import link.box.login.account.Outcome;
import link.box.login.account.PasswordRules;
import link.box.login.account.Passwords;
import link.box.login.account.Secret;
import link.box.login.account.Seldom;
import link.box.login.account.SetupRule;
import link.box.login.account.Throttle;
import link.box.login.account.User;
import link.box.login.session.Browser;
import link.box.login.session.Place;
import link.box.login.session.Presence;
import link.box.login.session.Session;
import link.box.login.session.StepUp;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceScope;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where people are let in: set-up, login, sessions. What asks, pages or the users API of fxbox, is all the same to it. Thread-safe. */
@Component(service = Desk.class, configurationPid = "link.box.login")
public final class Desk {
    private static final Logger LOG = LoggerFactory.getLogger("box.login");
    private static final Duration SAVE = Duration.ofMinutes(10);
    private static final int ID = 9;
    private static final Outcome BUSY = Outcome.later(Outcome.Kind.BUSY, Duration.ofSeconds(2));

    private final Worker worker;
    private final Accounts accounts;
    private final Presence presence;
    private final Passwords passwords;
    private final SetupRule rule;
    private final HomePasses passes;
    private final StepUp stepUp;
    private final Seldom seldom;
    private final Troubles troubles;
    private volatile boolean damaged;

    /** Settings of {@code link.box.login}. */
    @interface Config {
        /** The file with the set-up code that is printed on the Box; empty: none is. */
        String setup_code() default "";

        /** A file that removes all users when it appears; empty: only the one in the data directory does. */
        String reset_file() default "";
    }

    @Activate
    public Desk(BundleContext context, @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) Worker worker, Config config)
            throws IOException {
        this.worker = worker;
        this.accounts = new Accounts(Data.of(context));
        this.presence = new Presence(Data.of(context), worker::now, worker::nanos, accounts);
        this.passwords = new Passwords(worker::nanos, worker::now);
        this.troubles = new Troubles(context);
        Label label = Label.read(config.setup_code());
        label.trouble().ifPresent(troubles::label);
        this.rule = new SetupRule(worker::nanos, started(context, worker), label);
        this.passes = new HomePasses(worker::nanos);
        this.stepUp = new StepUp(worker::now);
        this.seldom = new Seldom(worker::nanos);
        this.damaged = !load();
        worker.every(SAVE, "write down who is logged in", presence.sessions()::save);
    }

    /** An update of this bundle must not open the set-up window again: the launcher has noted when the Box was started. */
    private static long started(BundleContext context, Worker worker) {
        String noted = context.getProperty("box.started");
        return noted == null ? worker.nanos() : Long.parseLong(noted);
    }

    @Deactivate
    void close() throws IOException {
        troubles.close();
        presence.sessions().save();
    }

    Accounts accounts() {
        return accounts;
    }

    Presence presence() {
        return presence;
    }

    Passwords passwords() {
        return passwords;
    }

    SetupRule rule() {
        return rule;
    }

    HomePasses passes() {
        return passes;
    }

    StepUp stepUp() {
        return stepUp;
    }

    /** A damaged file of accounts is no invitation to make a new admin. */
    boolean claimed() {
        return damaged || !accounts.empty();
    }

    Optional<String> setupCode() {
        return claimed() ? Optional.empty() : Optional.of(rule.code().shown());
    }

    /** @return who made the first admin, while visitors at home should know */
    Optional<Claim> news() {
        return accounts.claim().filter(claim -> claim.recent(worker.now()));
    }

    /** The token of a session counts in the cookie of the Box's pages alone: in any other hands it is an app's, and apps have their own. */
    Optional<Caller> caller(Credential credential) {
        Optional<Session> session = credential.kind() == Credential.Kind.SESSION ? presence.find(credential) : Optional.empty();
        Optional<User> user = session.isPresent() ? accounts.byId(session.get().user()) : Optional.empty();
        return user.isEmpty() ? Optional.empty() : Optional.of(new Caller(user.get().id(), user.get().name(), user.get().admin(),
                Optional.empty(), Set.of(), session.get().authenticated()));
    }

    Optional<User> user(Caller caller) {
        return accounts.byId(caller.id());
    }

    Optional<User> user(String id) {
        return accounts.byId(id);
    }

    /** One at a time: of many at once exactly one succeeds, and the others learn it. Blocks for the hash and for disk. */
    synchronized Outcome setUp(Applicant applicant, Place place) throws IOException {
        if (claimed()) {
            return Outcome.of(Outcome.Kind.CLAIMED);
        }
        Outcome.Kind form = applicant.check();
        if (form != Outcome.Kind.OK) {
            return Outcome.of(form);
        }
        Outcome may = rule.check(place.from(), applicant.code());
        if (!may.ok()) {
            seldom.run(() -> LOG.info("Set-up refused ({}): {}", place.from(), may.kind()));
            return may;
        }
        Optional<String> hash = passwords.hash(applicant.password(), place.from());
        if (hash.isEmpty()) {
            return BUSY;
        }
        User admin = new User("u" + Secret.fresh(ID), applicant.name(), applicant.email(), true, hash.get());
        if (!accounts.first(admin, new Claim(worker.now(), place.peer(), place.agent()))) {
            return Outcome.of(Outcome.Kind.CLAIMED);
        }
        LOG.info("Set up: the Box has an admin ({})", place.from());
        return Outcome.in(admin);
    }

    /**
     * Blocks for the hash. An unknown user takes as long as a wrong password.
     *
     * @param devices tokens that the browser has shown
     */
    Outcome logIn(String email, String password, Place place, List<String> devices) throws IOException {
        Optional<User> user = accounts.byEmail(email);
        Optional<Browser> known = presence.browsers().find(devices)
                .filter(browser -> user.filter(each -> each.id().equals(browser.user())).isPresent());
        if (place.outside() && known.isEmpty() && !accounts.newcomers()) {
            return Outcome.of(Outcome.Kind.KNOWN_ONLY);
        }
        Outcome outcome = passwords.check(user, password, new Throttle.Source(place.from(), place.peer(), known.map(Browser::id)));
        if (outcome.kind() == Outcome.Kind.LOCKED && known.isPresent()) {
            presence.forget(known.get().id());
        }
        return outcome.ok() && passwords.outdated(outcome.user().orElseThrow()) ? hashAnew(outcome.user().get(), password, place) : outcome;
    }

    /**
     * Whether the one who is in knows the password. Guesses are counted by browser, however many sessions it has; one that guesses too
     * often is out. Blocks for the hash.
     */
    Outcome confirm(Caller caller, String token, String password, Place place) throws IOException {
        Optional<Session> session = presence.sessions().find(token);
        String known = session.map(each -> each.browser().isEmpty() ? "session " + each.id() : each.browser()).orElse("none");
        Outcome outcome = passwords.check(user(caller), password, new Throttle.Source(place.from(), place.peer(), Optional.of(known)));
        if (outcome.kind() == Outcome.Kind.LOCKED) {
            presence.leave(List.of(token), List.of());
        }
        return outcome;
    }

    private Outcome hashAnew(User user, String password, Place place) throws IOException {
        Optional<String> hash = passwords.hash(password, place.from());
        if (hash.isEmpty()) {
            return Outcome.in(user);
        }
        return accounts.replace(user, hash.get()) ? Outcome.in(user.with(hash.get())) : BUSY;
    }

    /**
     * Everybody in that user's name is out after it, and has to know the new password. Blocks for the hash and for disk.
     *
     * @param user as {@link #confirm} has found it
     */
    Outcome changePassword(User user, String next, Place place) throws IOException {
        if (!PasswordRules.good(next, user.email())) {
            return Outcome.of(Outcome.Kind.BAD_PASSWORD);
        }
        Optional<String> hash = passwords.hash(next, place.from());
        if (hash.isEmpty()) {
            return BUSY;
        }
        if (!presence.change(user, hash.get())) {
            return Outcome.of(Outcome.Kind.WRONG);
        }
        LOG.info("Password changed ({}): all sessions of the user are over", place.from());
        return Outcome.in(user.with(hash.get()));
    }

    /** Back to a Box without an admin; the name and the certificate stay. The window for set-up opens as if it were switched on now. */
    synchronized void reset() throws IOException {
        presence.clear();
        damaged = false;
        troubles.repaired();
        rule.reopen();
        LOG.warn("All users are removed: the Box waits to be set up");
    }

    private boolean load() {
        try {
            presence.load();
        } catch (IOException e) {
            LOG.warn("Everybody has to log in again: {}", e.getMessage());
        }
        try {
            accounts.load();
            return true;
        } catch (IOException e) {
            troubles.accounts(e);
            return false;
        }
    }
}
