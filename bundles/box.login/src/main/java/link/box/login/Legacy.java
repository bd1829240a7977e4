package link.box.login;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import link.box.api.access.Caller;
import link.box.api.access.ConnectionClass;
import link.box.api.access.Credential;
import link.box.api.work.Worker;
import link.box.common.file.Data;
import link.box.login.account.User;
import link.box.login.legacy.Ledger;
import link.box.login.legacy.Redirects;
import link.box.login.legacy.Token;
import link.box.login.oauth.Clients;
import link.box.login.session.AppKeeper;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.component.annotations.ReferenceScope;
import org.osgi.service.condition.Condition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets apps in that were made for fxbox: those that are listed, once an admin has said so. Without a list there is none. Thread-safe. */
@Component(service = {Legacy.class, AppKeeper.class}, configurationPid = "link.box.login")
public final class Legacy implements AppKeeper {
    private static final Logger LOG = LoggerFactory.getLogger("box.login");
    private static final Duration TIDY = Duration.ofMinutes(10);
    private static final Set<String> SCOPES = Set.of("device", "users:read");
    private static final Set<String> SENT = Set.of("/users/v1/setup", "/users/v1/login");

    private static final String END = "legacy-end";

    @Reference(target = "(osgi.condition.id=" + Worker.CLOCK + ")", cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    volatile Condition clock;

    private final Desk desk;
    private final Set<String> listed;
    private final Redirects redirects;
    private final Ledger ledger;
    private final boolean inTheOpen;

    /** Settings of {@code link.box.login}. */
    @interface Config {
        /** Origins of the fxbox apps that may be let in, separated by commas. */
        String legacy_origins() default "";

        /** Whether the Box is listed in the open: {@code private} or {@code open}; box.registration has the same setting. */
        String registration_mode() default "private";
    }

    @Activate
    public Legacy(BundleContext context, @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) Worker worker, @Reference Desk desk,
            Config config) throws IOException {
        this.desk = desk;
        this.listed = new LinkedHashSet<>(new Clients(false).list(config.legacy_origins()));
        this.redirects = new Redirects(listed);
        this.ledger = new Ledger(Data.of(context), worker::now, listed, desk.accounts()::holds);
        this.inTheOpen = config.registration_mode().equals("open");
        load();
        worker.every(TIDY, "write down when old apps were last used", this::tidy);
    }

    Redirects redirects() {
        return redirects;
    }

    Ledger ledger() {
        return ledger;
    }

    Set<String> listed() {
        return listed;
    }

    /** @return whether whoever is behind the same public address learns where the Box is */
    boolean inTheOpen() {
        return inTheOpen;
    }

    /** Pages of it may ask; what they get is another matter. */
    boolean lists(String origin) {
        return listed.contains(origin);
    }

    /** @return whether the users API answers everybody there: without an old app all of it says that it is not there */
    boolean open(String method, String path) {
        return !ledger.any() || method.equals("POST") && SENT.contains(path);
    }

    /** @return in whose name the app asks, wherever it does: what it may there is for others to say */
    Optional<Caller> caller(Credential credential) {
        return ledger.find(credential.token()).filter(token -> fits(token, credential)).flatMap(token -> desk.user(token.user())
                .map(user -> new Caller(user.id(), user.name(), false, Optional.of(token.origin()), SCOPES, token.issued())));
    }

    /** In a query it is for what a browser can send no header with: streams of devices. */
    private static boolean fits(Token token, Credential credential) {
        boolean stream = credential.path().startsWith("/d/") || credential.path().startsWith("/api/");
        return credential.origin().map(token.origin()::equals).orElse(true)
                && (credential.kind() == Credential.Kind.BEARER || stream && credential.method().equals("GET"));
    }

    void letIn(String origin, ConnectionClass from) throws IOException {
        if (ledger.letIn(origin)) {
            LOG.warn("The old app {} was let in: its tokens stand in addresses, and are good for {} days ({})", origin,
                    Token.LIFE.toDays(), from);
        }
    }

    /** @return where somebody goes on to who came from an old app: back with a token, or to where it can be let in */
    String way(Redirects.Target target, User user) throws IOException {
        return ledger.issue(user, target.origin()).map(target::with).orElse(ask(target));
    }

    /** @return path of the page that asks whether to go on to the app */
    static String ask(Redirects.Target target) {
        return "/?redirect_url=" + URLEncoder.encode(target.toString(), StandardCharsets.UTF_8);
    }

    /** @return whether it was one of the changes that are asked for on the access page; an admin's, but for ending one's own token */
    boolean change(Caller caller, String act, String what, ConnectionClass from) throws IOException {
        switch (caller.admin() || act.equals(END) ? act : "") {
            case END -> ledger.end(token -> token.id().equals(what) && (caller.admin() || token.user().equals(caller.id())));
            case "legacy-in" -> letIn(what, from);
            case "legacy-out" -> ledger.putOut(what);
            case "legacy-off" -> ledger.clear();
            default -> {
                return false;
            }
        }
        return true;
    }

    @Override
    public List<App> of(String user) {
        List<Token> all = ledger.tokens().stream().filter(token -> token.user().equals(user)).toList();
        return listed.stream().flatMap(origin -> all.stream().filter(token -> token.origin().equals(origin)).map(Token::used)
                .max(Instant::compareTo).map(used -> new App(origin, used)).stream()).toList();
    }

    @Override
    public boolean outlivesPassword() {
        return false;
    }

    @Override
    public void revoke(String user) throws IOException {
        ledger.endUser(user);
    }

    @Override
    public void revokeAll() throws IOException {
        ledger.clear();
    }

    private void tidy() throws IOException {
        for (String origin : ledger.tidy(clock != null)) {
            LOG.info("The old app {} is out: it was not used for {} days", origin, link.box.login.legacy.App.IDLE.toDays());
        }
    }

    private void load() {
        try {
            ledger.load();
            if (!desk.claimed() && !ledger.empty()) {
                // who let them in is gone, and the next admin has agreed to nothing
                ledger.clear();
            }
        } catch (IOException e) {
            LOG.warn("All old apps have to be let in again: {}", e.getMessage());
        }
    }
}
