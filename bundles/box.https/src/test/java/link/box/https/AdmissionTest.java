package link.box.https;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import link.box.api.tls.RefusedCertificate;
import link.box.testing.Made;
import link.box.testing.ManualWorker;
import link.box.testing.Registry;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What may replace the certificate in service. The clock says 2026-11-01T12:00. */
class AdmissionTest {
    private static final String MAIN = "abc.box.test";
    private static final String WILD = "*.abc.box.test";

    @TempDir
    Path data;
    private final ManualWorker worker = new ManualWorker();
    private CertificateKeeper keeper;
    private Made root;
    private Made between;
    private Made good;

    @BeforeEach
    void start() throws Exception {
        keeper = new CertificateKeeper(new Registry("link.box.https", data).context());
        keeper.worker = worker;
        root = Mint.ca("Root").usage(KeyUsage.keyCertSign).make();
        between = Mint.ca("Between").casBelow(0).by(root).make();
        good = new Mint().by(between).make(MAIN, WILD);
        taken(good);
    }

    @Test
    void a_whole_chain_is_taken_with_and_without_its_root() throws Exception {
        Made next = new Mint().by(between).make(MAIN, WILD);
        taken(next);
        taken(new Made(next.key(), Mint.without(next.chain(), 2)));
        taken(new Mint().rsa().by(between).make(MAIN, WILD));
    }

    @Test
    void each_certificate_of_the_chain_is_the_issuer_of_the_one_before() throws Exception {
        Made next = new Mint().by(between).make(MAIN, WILD);
        List<X509Certificate> mixed = new ArrayList<>(next.chain());
        Collections.swap(mixed, 1, 2);
        refused("CN=Root did not issue CN=Leaf", new Made(next.key(), mixed));
        refused("CN=Root did not issue CN=Leaf", new Made(next.key(), Mint.without(next.chain(), 1)));
        refused("CN=Other did not issue CN=Root, so it does not belong there", with(next, Mint.ca("Other").make()));
        refused("CN=Between did not issue CN=Leaf", new Mint().by(Mint.ca("Between").by(root).make()).make(MAIN, WILD), between);
        refused("CN=Leaf names another issuer than CN=Between", new Mint().by(between).asIfBy("Somebody").make(MAIN, WILD));
    }

    @Test
    void an_issuer_is_a_ca_that_may_sign_certificates() throws Exception {
        refused("CN=Server is no CA", new Mint().by(Mint.ca("Server").ca(false).by(root).make()).make(MAIN, WILD));
        refused("CN=Server is no CA", new Mint().by(Mint.ca("Server").usage(KeyUsage.digitalSignature).by(root).make()).make(MAIN, WILD));
        Made second = Mint.ca("Second").by(between).make();
        refused("CN=Between may not have 1 CAs below it", new Mint().by(second).make(MAIN, WILD));
    }

    @Test
    void the_key_is_that_of_the_first_certificate() throws Exception {
        Made next = new Mint().by(between).make(MAIN, WILD);
        refused("not that of the certificate", new Made(between.key(), next.chain()));
        refused("not that of the certificate", new Made(new Mint().rsa().make(MAIN).key(), next.chain()));
    }

    @Test
    void the_first_certificate_is_no_ca() throws Exception {
        refused("that of a CA", new Mint().ca(true).by(between).make(MAIN, WILD));
    }

    @Test
    void its_use_is_that_of_a_server_if_it_names_one() throws Exception {
        refused("not for a server: its extended key usage is 1.3.6.1.5.5.7.3.2",
                new Mint().uses(KeyPurposeId.id_kp_clientAuth).by(between).make(MAIN, WILD));
        taken(new Mint().uses(KeyPurposeId.id_kp_clientAuth, KeyPurposeId.id_kp_serverAuth).by(between).make(MAIN, WILD));
        taken(new Mint().uses(KeyPurposeId.anyExtendedKeyUsage).by(between).make(MAIN, WILD));
    }

    @Test
    void a_certificate_without_its_issuers_takes_the_place_of_none_with_them() throws Exception {
        refused("without the certificates of its issuers, which clients need: CN=Leaf is issued by CN=Between", bare());
        refused("without the certificates of its issuers", bare(new Mint().by(between).asIfBy("Leaf").make(MAIN, WILD)));
        taken(new Mint().make(MAIN, WILD));
    }

    @Test
    void a_certificate_without_its_issuers_is_better_than_none_or_another_such() throws Exception {
        keeper = new CertificateKeeper(new Registry("link.box.https", data.resolve("empty")).context());
        taken(bare());
        taken(bare());
        taken(good);
        refused("without the certificates of its issuers", bare());
    }

    @Test
    void a_chain_is_short_and_holds_nothing_twice() throws Exception {
        refused("one of them twice", with(new Mint().by(between).make(MAIN, WILD), root));
        Made deep = root;
        for (int i = 0; i < 9; i++) {
            deep = Mint.ca("Level " + i).by(deep).make();
        }
        refused("more than 10", new Mint().by(deep).make(MAIN, WILD));
    }

    @Test
    void dates_of_all_are_now() throws Exception {
        refused("it ended 2026-11-01T12:00:00Z: CN=Leaf",
                new Mint().valid("2026-10-01T00:00:00Z", "2026-11-01T12:00:00Z").by(between).make(MAIN, WILD));
        refused("begins only 2026-11-01T12:06",
                new Mint().valid("2026-11-01T12:06:00Z", "2026-12-01T00:00:00Z").by(between).make(MAIN, WILD));
        refused("and begins", new Mint().valid("2026-12-01T00:00:00Z", "2026-11-02T00:00:00Z").by(between).make(MAIN, WILD));
        Made old = Mint.ca("Old").valid("2020-01-01T00:00:00Z", "2026-10-31T00:00:00Z").by(root).make();
        refused("it ended 2026-10-31T00:00:00Z: CN=Old", new Mint().by(old).make(MAIN, WILD));
        taken(new Mint().valid("2026-11-01T12:04:00Z", "2026-12-01T00:00:00Z").by(between).make(MAIN, WILD));
    }

    @Test
    void without_a_worker_there_is_no_time_to_judge_dates_by() throws Exception {
        keeper.worker = null;
        taken(new Mint().valid("2020-01-01T00:00:00Z", "2020-02-01T00:00:00Z").by(between).make(MAIN, WILD));
    }

    @Test
    void no_name_is_taken_away_from_a_certificate_that_still_lasts() throws Exception {
        refused("it lacks *.abc.box.test, which", new Mint().by(between).make(MAIN));
        refused("it lacks abc.box.test, which", new Mint().by(between).make(WILD));
        keeper.worker = null;
        refused("it lacks *.abc.box.test, which", new Mint().by(between).make(MAIN));
    }

    @Test
    void names_may_be_added_and_be_covered_by_a_wildcard() throws Exception {
        taken(new Mint().by(between).make(MAIN, WILD, "a.abc.box.test"));
        taken(new Mint().by(between).make(MAIN, WILD));
    }

    @Test
    void fewer_names_are_better_than_none_when_the_one_in_service_is_about_to_end() throws Exception {
        Duration life = Duration.ofDays(90);
        worker.advance(Duration.between(worker.now(), good.chain().get(0).getNotAfter().toInstant()).minus(life.dividedBy(4)));
        Made fewer = new Mint().valid("2026-12-01T00:00:00Z", "2027-03-01T00:00:00Z").by(Mint.ca("Root")
                .valid("2026-01-01T00:00:00Z", "2030-01-01T00:00:00Z").make()).make(MAIN);
        refused("it lacks", fewer);
        worker.advance(Duration.ofSeconds(1));
        taken(fewer);
    }

    @Test
    void another_identity_has_other_names() throws Exception {
        taken(new Mint().by(between).make("def.box.test", "*.def.box.test"));
    }

    private Made bare() throws Exception {
        return bare(new Mint().by(between).make(MAIN, WILD));
    }

    private static Made bare(Made made) {
        return new Made(made.key(), List.of(made.chain().get(0)));
    }

    private static Made with(Made made, Made extra) {
        return new Made(made.key(), Stream.concat(made.chain().stream(), extra.chain().stream()).toList());
    }

    private void taken(Made made) throws IOException {
        keeper.put(made.key(), made.chain());
        assertEquals(made.chain(), keeper.inService().chain());
    }

    private void refused(String why, Made made) {
        List<X509Certificate> before = keeper.inService().chain();
        String message = assertThrows(RefusedCertificate.class, () -> keeper.put(made.key(), made.chain())).getMessage();
        assertTrue(message.contains(why), message);
        assertEquals(before, keeper.inService().chain());
    }

    /** The leaf of one with the issuers of another. */
    private void refused(String why, Made leaf, Made issuers) {
        refused(why, new Made(leaf.key(), Stream.concat(leaf.chain().stream().limit(1), issuers.chain().stream()).toList()));
    }
}
