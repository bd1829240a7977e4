package link.box.acme.ca;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import link.box.common.tls.Trust;
import link.box.testing.acme.Fault;
import link.box.testing.acme.Kind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.shredzone.acme4j.Login;
import org.shredzone.acme4j.Order;
import org.shredzone.acme4j.Status;
import org.shredzone.acme4j.exception.AcmeException;
import org.shredzone.acme4j.exception.AcmeNetworkException;
import org.shredzone.acme4j.exception.AcmeProtocolException;
import org.shredzone.acme4j.exception.AcmeRateLimitedException;
import org.shredzone.acme4j.exception.AcmeServerException;

/** The scripted authority fails as told, and only so often. */
class AcmeStubFaultsTest extends StubCase {
    @BeforeEach
    void start() throws Exception {
        client.logIn(ca);
    }

    @Test
    void faults_come_in_their_order_and_end() throws Exception {
        ca.faults().next(Kind.NEW_ORDER, Fault.HTML, 2);
        ca.faults().next(Kind.NEW_ORDER, Fault.ERROR, 1);
        for (int i = 0; i < 2; i++) {
            assertThrows(AcmeProtocolException.class, this::order);
        }
        assertEquals("HTTP 500", assertThrows(AcmeException.class, this::order).getMessage());
        order();
        assertEquals(1, ca.orders());
    }

    @Test
    void what_is_always_so_ends_when_it_is_cleared() throws Exception {
        ca.faults().always(Kind.NEW_ORDER, Fault.UNAVAILABLE);
        for (int i = 0; i < 20; i++) {
            assertEquals("HTTP 503", assertThrows(AcmeException.class, this::order).getMessage());
        }
        ca.faults().clear();
        order();
    }

    @Test
    void an_error_is_explained_where_it_is_to_be() {
        ca.faults().next(Kind.NEW_ORDER, Fault.ERROR_EXPLAINED, 1);
        AcmeServerException e = assertThrows(AcmeServerException.class, this::order);
        assertTrue(e.getType().toString().endsWith(":serverInternal"), e.toString());
    }

    @Test
    void a_limit_is_said_with_the_time_that_it_lasts_and_is_no_violation() {
        ca.faults().retryAfter(Duration.ofDays(2));
        ca.faults().next(Kind.NEW_ORDER, Fault.RATE_LIMITED, 1);
        AcmeRateLimitedException e = assertThrows(AcmeRateLimitedException.class, this::order);
        assertEquals(Optional.of(worker.now().plus(Duration.ofDays(2))), e.getRetryAfter());
        assertEquals(List.of(), ca.violations());
    }

    @Test
    void renewal_information_can_be_missing() throws Exception {
        Order order = order();
        ca.faults().next(Kind.RENEWAL_INFO, Fault.NOT_FOUND, 1);
        var certificate = client.issue(order);
        assertThrows(AcmeServerException.class, certificate.getRenewalInfo()::fetch);
        certificate.getRenewalInfo().fetch();
    }

    @Test
    void a_closed_connection_is_a_failure_of_the_network() throws Exception {
        ca.faults().next(Kind.NEW_ORDER, Fault.CLOSED, 1);
        assertThrows(AcmeNetworkException.class, this::order);
        order();
    }

    @Test
    void a_body_without_end_is_given_up_by_the_client() throws Exception {
        ca.faults().next(Kind.NEW_ORDER, Fault.ENDLESS, 1);
        assertThrows(AcmeNetworkException.class, () -> client.bounded(ca).newOrder().domains(StubClient.NAMES).create());
        order();
    }

    @Test
    void one_who_hangs_is_given_up_when_the_patience_is_over() throws Exception {
        ca.faults().next(Kind.NEW_ORDER, Fault.HUNG, 1);
        Login impatient = client.bounded(ca, Duration.ofSeconds(1));
        Exception given = assertThrows(AcmeNetworkException.class, () -> impatient.newOrder().domains(StubClient.NAMES).create());
        String words = Refusal.of("https://ca.test/dir", worker.now(), given).getMessage();
        assertTrue(words.startsWith("cannot reach the CA https://ca.test/dir: no answer from ") && words.endsWith(" within 1 s"), words);
        ca.faults().release();
        order();
    }

    @Test
    void who_hangs_is_held_until_released() throws Exception {
        ca.faults().next(Kind.NEW_ORDER, Fault.HUNG, 1);
        HttpClient http = HttpClient.newBuilder().sslContext(Trust.context(ca.trust(), null)).build();
        HttpRequest request = HttpRequest.newBuilder(URI.create(ca.directory()).resolve("/new-order"))
                .POST(BodyPublishers.noBody()).build(); // the JDK's client repeats a GET by itself
        CompletableFuture<?> answer = http.sendAsync(request, BodyHandlers.ofString());
        while (ca.requests().stream().noneMatch(seen -> seen.status() == 0)) {
            Thread.onSpinWait();
        }
        order(); // others are served meanwhile
        assertFalse(answer.isDone());
        ca.faults().release();
        Exception e = assertThrows(Exception.class, () -> answer.get(10, TimeUnit.SECONDS));
        assertInstanceOf(IOException.class, e.getCause());
    }

    @Test
    void an_outage_ends() throws Exception {
        ca.outage(true);
        assertThrows(AcmeNetworkException.class, this::order);
        assertThrows(AcmeNetworkException.class, () -> client.logIn(ca));
        ca.outage(false);
        client.logIn(ca);
        order();
        assertEquals(1, ca.accounts());
    }

    @Test
    void some_nonces_are_bad_and_acme4j_takes_another() throws Exception {
        ca.faults().badNonces(50, 1);
        for (int i = 0; i < 10; i++) {
            order();
        }
        assertTrue(ca.requests().stream().anyMatch(seen -> seen.status() == 400));
        ca.faults().badNonces(100, 1);
        AcmeServerException e = assertThrows(AcmeServerException.class, this::order);
        assertTrue(e.getType().toString().endsWith(":badNonce"), e.toString());
    }

    @Test
    void an_order_turns_invalid_at_the_last_step() throws Exception {
        ca.faults().next(Kind.FINALIZE, Fault.INVALID_ORDER, 1);
        Order order = order();
        client.prove(order);
        order.execute(client.key());
        assertEquals(Status.INVALID, order.getStatus());
        assertEquals(List.of(), ca.issued());
    }

    @Test
    void a_chain_can_be_wrong_in_many_ways() throws Exception {
        assertThrows(CertificateExpiredException.class, () -> served(Fault.EXPIRED).get(0).checkValidity(Date.from(worker.now())));
        assertThrows(CertificateNotYetValidException.class, () -> served(Fault.FUTURE).get(0).checkValidity(Date.from(worker.now())));
        assertEquals("CN=other.example", served(Fault.OTHER_NAMES).get(0).getSubjectX500Principal().getName());
        assertNotEquals(client.key().getPublic(), served(Fault.OTHER_KEY).get(0).getPublicKey());
        List<X509Certificate> other = served(Fault.OTHER_ISSUER);
        assertEquals(other.get(0).getIssuerX500Principal(), other.get(1).getSubjectX500Principal());
        assertThrows(GeneralSecurityException.class, () -> other.get(0).verify(other.get(1).getPublicKey()));
        assertEquals(List.of(), served(Fault.EMPTY_CHAIN));
    }

    @ParameterizedTest
    @EnumSource(value = Fault.class, names = {"EXPIRED", "FUTURE", "OTHER_NAMES", "OTHER_KEY", "OTHER_ISSUER", "EMPTY_CHAIN",
        "INVALID_ORDER"})
    void a_fault_that_does_not_suit_is_an_error_of_the_test(Fault fault) {
        assertThrows(IllegalArgumentException.class, () -> ca.faults().next(Kind.DIRECTORY, fault, 1));
    }

    @Test
    void many_clients_that_stay_do_not_keep_others_out() throws Exception {
        List<StubClient> clients = IntStream.range(0, 80).mapToObj(any -> new StubClient()).toList();
        for (StubClient each : clients) {
            each.logIn(ca);
        }
        assertEquals(81, ca.accounts());
    }

    /** A new name each time: five certificates for the same ones are the limit. */
    private List<X509Certificate> served(Fault fault) throws Exception {
        ca.faults().next(Kind.CERTIFICATE, fault, 1);
        return client.issue(client.order(fault.name().toLowerCase().replace('_', '-') + ".box.test")).getCertificateChain();
    }

    private Order order() throws AcmeException {
        return client.order("abc.box.test");
    }
}
