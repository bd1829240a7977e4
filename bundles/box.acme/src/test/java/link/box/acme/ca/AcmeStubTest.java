package link.box.acme.ca;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import link.box.testing.acme.Rules;
import link.box.testing.acme.Window;
import org.junit.jupiter.api.Test;
import org.shredzone.acme4j.Certificate;
import org.shredzone.acme4j.Order;
import org.shredzone.acme4j.RenewalInfo;
import org.shredzone.acme4j.Status;

/** The scripted authority, when all is well, as acme4j sees it. */
class AcmeStubTest extends StubCase {
    @Test
    void one_order_gets_one_certificate_for_the_name_and_all_below_it() throws Exception {
        client.logIn(ca);
        List<X509Certificate> chain = client.issue(client.order("abc.box.test", "*.abc.box.test")).getCertificateChain();
        X509Certificate leaf = chain.get(0);
        assertEquals(Set.of("abc.box.test", "*.abc.box.test"), Set.copyOf(leaf.getSubjectAlternativeNames().stream()
                .map(each -> each.get(1)).toList()));
        assertEquals(client.key().getPublic(), leaf.getPublicKey());
        assertEquals(List.of("1.3.6.1.5.5.7.3.1"), leaf.getExtendedKeyUsage());
        assertEquals("SHA256withECDSA", leaf.getSigAlgName());
        assertEquals(2, chain.size());
        assertTrusted(chain, worker.now());
        assertEquals(leaf, ca.issued().get(0).certificate());
    }

    @Test
    void dates_are_those_of_the_clock() throws Exception {
        worker.advance(Duration.ofDays(3650));
        client.logIn(ca);
        X509Certificate leaf = client.issue();
        assertEquals(worker.now().minus(Duration.ofHours(1)), leaf.getNotBefore().toInstant());
        assertEquals(worker.now().minus(Duration.ofHours(1)).plus(Duration.ofDays(90)).minusSeconds(1), leaf.getNotAfter().toInstant());
        assertEquals(worker.now().plus(Duration.ofDays(7)), client.order("abc.box.test").getExpires().orElseThrow());
        // the delay is said in seconds, and acme4j adds it to the Date of the answer
        ca.rules().processing(2, Optional.of(Duration.ofSeconds(30)));
        Order order = client.order("abc.box.test");
        client.prove(order);
        assertEquals(Optional.of(worker.now().plusSeconds(30)), order.getAuthorizations().get(0).fetch());
    }

    @Test
    void a_short_life_begins_only_a_little_before_its_issuance() throws Exception {
        ca.rules().lifetime(Duration.ofMinutes(2));
        client.logIn(ca);
        X509Certificate leaf = client.issue();
        assertEquals(worker.now().minusSeconds(12), leaf.getNotBefore().toInstant());
        assertEquals(worker.now().plusSeconds(107), leaf.getNotAfter().toInstant());
    }

    @Test
    void a_profile_has_a_life_of_its_own() throws Exception {
        client.logIn(ca);
        assertEquals(Set.of(Rules.CLASSIC, "tlsserver", "shortlived"), client.session(ca).getMetadata().getProfiles());
        Order order = client.order(builder -> builder.domains("abc.box.test").profile("shortlived"));
        X509Certificate leaf = client.issue(order).getCertificate();
        assertEquals(Duration.ofHours(160).minusSeconds(1), life(leaf));
        assertEquals("shortlived", order.getProfile());
        assertEquals("shortlived", ca.issued().get(0).profile());
    }

    @Test
    void a_certificate_is_replaced_once_by_its_own_account_for_its_own_names() throws Exception {
        client.logIn(ca);
        X509Certificate first = client.issue();
        assertEquals("malformed", refused(() -> client.order(builder -> builder.domains("other.box.test").replaces(first))));
        assertEquals("malformed", refused(() -> client.order(builder -> builder.domains("abc.box.test").replaces("AAAA.AAAA"))));
        Order second = client.order(builder -> builder.domains("abc.box.test").replaces(first));
        assertEquals("alreadyReplaced", refused(() -> client.order(builder -> builder.domains("abc.box.test").replaces(first))));
        client.proveNothing(second);
        Order third = client.order(builder -> builder.domains("abc.box.test").replaces(first));
        client.issue(third);
        assertTrue(ca.issued().get(1).replaces().isPresent());
        client.takeNewAccountKey();
        client.logIn(ca);
        assertEquals("malformed", refused(() -> client.order(builder -> builder.domains("abc.box.test").replaces(first))));
    }

    @Test
    void an_expired_certificate_is_replaced_only_where_that_is_allowed() throws Exception {
        client.logIn(ca);
        X509Certificate first = client.issue();
        worker.advance(Duration.ofDays(91));
        assertEquals("malformed", refused(() -> client.order(builder -> builder.domains("abc.box.test").replaces(first))));
        ca.rules().replaceExpired(true);
        client.order(builder -> builder.domains("abc.box.test").replaces(first));
    }

    @Test
    void the_time_to_renew_is_the_last_third_unless_the_test_says_else() throws Exception {
        client.logIn(ca);
        Certificate certificate = client.issue(client.order("abc.box.test"));
        Instant begin = certificate.getCertificate().getNotBefore().toInstant();
        Duration life = life(certificate.getCertificate());
        RenewalInfo info = certificate.getRenewalInfo();
        assertEquals(Optional.of(worker.now().plus(Duration.ofHours(6))), info.fetch());
        assertEquals(begin.plusSeconds(life.toSeconds() * 2 / 3), info.getSuggestedWindowStart());
        assertEquals(life.toSeconds() / 10, ChronoUnit.SECONDS.between(info.getSuggestedWindowStart(), info.getSuggestedWindowEnd()));
        assertTrue(info.getExplanation().isEmpty());
        ca.rules().renewalWindow(any -> new Window(worker.now(), worker.now().plusSeconds(9)))
                .renewalInfoAfter(Duration.ofMinutes(1)).explanation(URI.create("https://ca.test/why"));
        assertEquals(Optional.of(worker.now().plusSeconds(60)), info.fetch());
        assertEquals(worker.now(), info.getSuggestedWindowStart());
        assertEquals("https://ca.test/why", info.getExplanation().orElseThrow().toString());
    }

    @Test
    void who_revokes_is_told_to_renew_at_once() throws Exception {
        client.logIn(ca);
        Certificate certificate = client.issue(client.order("abc.box.test"));
        certificate.revoke();
        assertEquals("alreadyRevoked", refused(certificate::revoke));
        assertTrue(certificate.getRenewalInfo().getSuggestedWindowEnd().isBefore(worker.now()));
    }

    @Test
    void a_chain_to_another_root_is_offered_beside_the_usual_one() throws Exception {
        ca.rules().alternates(List.of("Old Root"));
        client.logIn(ca);
        Certificate certificate = client.issue(client.order("abc.box.test"));
        assertFalse(certificate.isIssuedBy("Old Root"));
        assertEquals(certificate.getCertificate(), certificate.findCertificate("Old Root").orElseThrow().getCertificate());
        assertEquals(3, certificate.findCertificate("Old Root").orElseThrow().getCertificateChain().size());
    }

    @Test
    void work_takes_the_rounds_that_it_is_to_take() throws Exception {
        ca.rules().processing(2, Optional.of(Duration.ofSeconds(5)));
        client.logIn(ca);
        Order order = client.order("abc.box.test");
        client.prove(order);
        order.fetch();
        assertEquals(Status.PENDING, order.getStatus());
        order.fetch();
        assertEquals(Status.READY, order.getStatus());
        order.execute(client.key());
        assertEquals(Optional.of(worker.now().plusSeconds(5)), order.fetch());
        assertEquals(Status.PROCESSING, order.getStatus());
        order.fetch();
        assertEquals(Status.PROCESSING, order.getStatus());
        order.fetch();
        assertEquals(Status.VALID, order.getStatus());
    }

    @Test
    void a_proof_that_is_not_there_ends_the_order() throws Exception {
        client.logIn(ca);
        Order order = client.order("abc.box.test");
        client.proveNothing(order);
        assertEquals(Status.INVALID, order.getStatus());
        assertEquals("No TXT record found at _acme-challenge.abc.box.test",
                order.getAuthorizations().get(0).getChallenges().get(0).getError().orElseThrow().getDetail().orElseThrow());
        assertTrue(order.getError().orElseThrow().getType().toString().endsWith(":unauthorized"));
    }

    @Test
    void a_dns_that_fails_is_another_problem() throws Exception {
        client.logIn(ca);
        client.breakDns();
        Order order = client.order("abc.box.test");
        client.proveNothing(order);
        assertTrue(order.getError().orElseThrow().getType().toString().endsWith(":dns"));
    }

    @Test
    void a_proof_serves_again_only_where_that_is_allowed() throws Exception {
        client.logIn(ca);
        client.issue();
        assertEquals(Status.PENDING, client.order("abc.box.test").getStatus());
        ca.rules().reuseAuthorizations(true);
        assertEquals(Status.READY, client.order("abc.box.test").getStatus());
    }

    @Test
    void a_restart_keeps_all_or_nothing() throws Exception {
        client.logIn(ca);
        X509Certificate first = client.issue();
        ca.restart(true);
        client.order(builder -> builder.domains("abc.box.test").replaces(first));
        ca.restart(false);
        assertEquals(0, ca.accounts());
        client.logIn(ca);
        assertEquals("malformed", refused(() -> client.order(builder -> builder.domains("abc.box.test").replaces(first))));
        assertEquals(1, ca.issued().size());
    }

    private static Duration life(X509Certificate leaf) {
        return Duration.between(leaf.getNotBefore().toInstant(), leaf.getNotAfter().toInstant());
    }

    private void assertTrusted(List<X509Certificate> chain, Instant when) throws Exception {
        PKIXParameters trust = new PKIXParameters(Set.of(new TrustAnchor(ca.root(), null)));
        trust.setRevocationEnabled(false);
        trust.setDate(Date.from(when));
        CertPathValidator.getInstance("PKIX").validate(CertificateFactory.getInstance("X.509").generateCertPath(chain), trust);
    }
}
