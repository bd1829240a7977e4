package link.box.acme.ca;

import java.net.URI;
import java.net.http.HttpClient;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import link.box.acme.LiveWorker;
import link.box.acme.state.Keys;
import link.box.common.tls.Trust;
import link.box.testing.acme.AcmeStub;
import org.shredzone.acme4j.AccountBuilder;
import org.shredzone.acme4j.Authorization;
import org.shredzone.acme4j.Certificate;
import org.shredzone.acme4j.Login;
import org.shredzone.acme4j.Order;
import org.shredzone.acme4j.OrderBuilder;
import org.shredzone.acme4j.Session;
import org.shredzone.acme4j.challenge.Dns01Challenge;
import org.shredzone.acme4j.connector.Connection;
import org.shredzone.acme4j.connector.NetworkSettings;
import org.shredzone.acme4j.exception.AcmeException;
import org.shredzone.acme4j.provider.GenericAcmeProvider;

/** acme4j, step by step, with a DNS that is a map. */
final class StubClient {
    static final List<String> NAMES = List.of("abc.box.test", "*.abc.box.test");

    private final Map<String, Set<String>> texts = new ConcurrentHashMap<>();
    private KeyPair account = Keys.generate();
    private KeyPair key = Keys.generate();
    private Login login;
    private volatile boolean broken;

    /** @return what the DNS says */
    Set<String> texts(String name) {
        if (broken) {
            throw new IllegalStateException("SERVFAIL");
        }
        return texts.getOrDefault(name, Set.of());
    }

    void breakDns() {
        broken = true;
    }

    KeyPair key() {
        return key;
    }

    KeyPair account() {
        return account;
    }

    Session session(AcmeStub ca) throws Exception {
        SSLContext tls = Trust.context(ca.trust(), null);
        return new Session(URI.create(ca.directory()), new GenericAcmeProvider() {
            @Override
            public HttpClient createHttpClient(NetworkSettings settings) {
                return HttpClient.newBuilder().sslContext(tls).connectTimeout(settings.getTimeout()).build();
            }
        });
    }

    /** @return the account as the Box uses it: with limits in size and time */
    Login bounded(AcmeStub ca) throws Exception {
        LiveWorker worker = new LiveWorker();
        return new Session(URI.create(ca.directory()), new BoundedProvider(new Clients(worker).of(ca.trust()), worker))
                .login(login.getAccountLocation(), account);
    }

    /** @return the same, that waits so long for an answer */
    Login bounded(AcmeStub ca, Duration patience) throws Exception {
        LiveWorker worker = new LiveWorker();
        HttpClient http = new Clients(worker).of(ca.trust());
        return new Session(URI.create(ca.directory()), new GenericAcmeProvider() {
            @Override
            public HttpClient createHttpClient(NetworkSettings settings) {
                return http;
            }

            @Override
            public Connection connect(URI server, NetworkSettings settings, HttpClient same) {
                return new BoundedConnection(createHttpConnector(settings, same), worker, patience);
            }
        }).login(login.getAccountLocation(), account);
    }

    Login logIn(AcmeStub ca) throws Exception {
        login = register(ca, builder -> builder.agreeToTermsOfService());
        return login;
    }

    Login register(AcmeStub ca, Consumer<AccountBuilder> more) throws Exception {
        AccountBuilder builder = new AccountBuilder().useKeyPair(account);
        more.accept(builder);
        return builder.createLogin(session(ca));
    }

    /** Is somebody else from now on. */
    void takeNewAccountKey() {
        account = Keys.generate();
    }

    Order order(String... names) throws AcmeException {
        return order(builder -> builder.domains(Arrays.asList(names)));
    }

    Order order(Consumer<OrderBuilder> what) throws AcmeException {
        OrderBuilder builder = login.newOrder();
        what.accept(builder);
        return builder.create();
    }

    /** Shows the proofs and says so; looks until none is pending. */
    void prove(Order order) throws AcmeException {
        for (Authorization each : order.getAuthorizations()) {
            Dns01Challenge challenge = each.findChallenge(Dns01Challenge.class).orElseThrow();
            String name = "_acme-challenge." + each.getIdentifier().getDomain();
            texts.computeIfAbsent(name, any -> new TreeSet<>()).add(challenge.getDigest());
            challenge.trigger();
        }
        order.fetch();
    }

    /** Fails as somebody who has nothing to show. */
    void proveNothing(Order order) throws AcmeException {
        for (Authorization each : order.getAuthorizations()) {
            each.findChallenge(Dns01Challenge.class).orElseThrow().trigger();
        }
        order.fetch();
    }

    Certificate issue(Order order) throws AcmeException {
        prove(order);
        order.execute(key);
        return order.getCertificate();
    }

    X509Certificate issue() throws AcmeException {
        return issue(order(NAMES.toArray(String[]::new))).getCertificate();
    }
}
