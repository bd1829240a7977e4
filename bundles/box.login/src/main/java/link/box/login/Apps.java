package link.box.login;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import link.box.api.access.Caller;
import link.box.api.access.ConnectedApps;
import link.box.api.access.ConnectionClass;
import link.box.api.access.Credential;
import link.box.api.work.Worker;
import link.box.common.fact.Published;
import link.box.common.file.Data;
import link.box.login.account.User;
import link.box.login.oauth.Asks;
import link.box.login.oauth.Authorizer;
import link.box.login.oauth.Authorizer.Listed;
import link.box.login.oauth.Clients;
import link.box.login.oauth.Codes;
import link.box.login.oauth.Grant;
import link.box.login.oauth.Grants;
import link.box.login.oauth.Held;
import link.box.login.oauth.Reach;
import link.box.login.oauth.Tickets;
import link.box.login.oauth.TokenDesk;
import link.box.login.session.AppKeeper;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.component.annotations.ReferenceScope;
import org.osgi.service.condition.Condition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where apps are let in, in the name of a person. Tells the rest of the Box which there are. Thread-safe. */
@Component(service = {Apps.class, AppKeeper.class}, configurationPid = "link.box.login")
public final class Apps implements AppKeeper {
    private static final Logger LOG = LoggerFactory.getLogger("box.login");
    private static final Duration TIDY = Duration.ofMinutes(10);
    private static final int ORIGINS = 8;

    @Reference(target = "(osgi.condition.id=" + Worker.CLOCK + ")", cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    volatile Condition clock;

    private final Desk desk;
    private final Clients clients;
    private final Set<String> configured;
    private final Grants grants;
    private final Asks asks;
    private final Tickets tickets;
    private final Authorizer authorizer;
    private final TokenDesk tokens;
    private final Published<ConnectedApps> fact;

    /** Settings of {@code link.box.login}. */
    @interface Config {
        /** Origins of apps that may find the Box before they are connected, separated by commas. */
        String apps() default "";

        /** Origins of apps that need no consent soon after a login, separated by commas. */
        String apps_preapproved() default "";

        /** Whether programs on a developer's own machine may be apps. */
        boolean dev() default false;
    }

    @Activate
    public Apps(BundleContext context, @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) Worker worker, @Reference Desk desk,
            Config config) throws IOException {
        this.desk = desk;
        this.clients = new Clients(config.dev());
        this.configured = clients.list(config.apps());
        this.fact = new Published<>(context, ConnectedApps.class);
        this.grants = new Grants(Data.of(context), worker, () -> worker.execute(this::tell));
        Codes codes = new Codes(worker::nanos);
        this.asks = new Asks(worker::nanos);
        this.tickets = new Tickets(worker::nanos);
        this.authorizer = new Authorizer(grants, codes, asks, new Listed(configured, clients.list(config.apps_preapproved())),
                worker::now);
        this.tokens = new TokenDesk(codes, grants, user -> desk.user(user).map(User::name));
        load();
        tell();
        worker.every(TIDY, "write down when apps were last used", () -> grants.tidy(clock != null));
    }

    @Deactivate
    void close() {
        fact.close();
    }

    Clients clients() {
        return clients;
    }

    Grants grants() {
        return grants;
    }

    Asks asks() {
        return asks;
    }

    Tickets tickets() {
        return tickets;
    }

    Authorizer authorizer() {
        return authorizer;
    }

    TokenDesk tokens() {
        return tokens;
    }

    /** @return in whose name the app asks; empty unless its token or ticket is good for this request */
    Optional<Caller> caller(Credential credential) {
        Optional<String> token = credential.kind() == Credential.Kind.TICKET ? tickets.take(credential) : Optional.of(credential.token());
        Optional<Held> held = token.flatMap(grants::held).filter(each -> Reach.allows(each, credential));
        Optional<Caller> caller = held.flatMap(each -> desk.user(each.grant().user()).map(user -> each.caller(user.name())));
        caller.ifPresent(known -> grants.used(held.get().grant(), credential.from() == ConnectionClass.TUNNEL));
        return caller;
    }

    @Override
    public List<App> of(String user) {
        return grants.list().stream().filter(grant -> grant.user().equals(user)).map(grant -> new App(grant.client(), grant.used().at()))
                .toList();
    }

    @Override
    public void revoke(String user) throws IOException {
        end(grant -> grant.user().equals(user));
    }

    @Override
    public void revokeAll() throws IOException {
        end(grant -> true);
    }

    /** What is on its way to an app is worth nothing either: nobody has agreed to it since. */
    private void end(Predicate<Grant> which) throws IOException {
        grants.revoke(which);
        LOG.info("Apps were disconnected: all that were let in with what has changed");
    }

    private void load() {
        try {
            grants.load();
            if (!desk.claimed()) {
                // whose they were is gone
                grants.revoke(grant -> true);
            }
        } catch (IOException e) {
            LOG.warn("All apps have to be connected again: {}", e.getMessage());
        }
    }

    /** Not while grants are locked: whoever listens may want to ask for them. One at a time, so that the last one told is the latest. */
    private synchronized void tell() {
        Set<String> origins = new LinkedHashSet<>(configured);
        origins.addAll(grants.clients());
        ConnectedApps now = new ConnectedApps(origins.stream().limit(ORIGINS).collect(Collectors.toSet()), grants.letterboxes());
        fact.set(now, "Apps: " + now);
    }
}
