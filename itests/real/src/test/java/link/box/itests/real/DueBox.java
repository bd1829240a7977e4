package link.box.itests.real;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import link.box.lab.Dns;
import link.box.lab.Lab;
import link.box.lab.LabBox;
import link.box.testing.acme.AcmeStub;
import link.box.testing.acme.Fault;
import link.box.testing.acme.Kind;
import link.box.testing.acme.Limit;

/**
 * A Box with a certificate in service that is valid for 20 of its 90 days yet: each start from here renews it. The CA's clock was put
 * back when it issued that; the lab's cloud must run.
 */
final class DueBox implements AutoCloseable {
    private static final Duration AGE = Duration.ofDays(70);

    private final AcmeStub ca;
    private final MortalBox box;
    private final Path snapshot;
    private final Dns dns;
    private volatile Duration age = AGE;
    private String main;
    private X509Certificate old;

    DueBox(Lab lab) throws Exception {
        this.dns = new Dns(lab.dnsPort());
        this.snapshot = lab.file("snapshot");
        this.ca = new AcmeStub(lab.file("."), this::time, this::texts);
        LabBox made = lab.addBox("due");
        made.process().set("acme.directory", ca.directory()).set("acme.trust", ca.trust()).set("tunnel.enabled", false);
        this.box = new MortalBox(made, ca.root());
        // the same certificate is renewed again and again
        for (Limit each : Limit.values()) {
            ca.rules().most(each, Integer.MAX_VALUE);
        }
        age();
    }

    /** Once the Box has its certificate it asks when to renew that: there it is stopped. */
    private void age() throws Exception {
        ca.faults().always(Kind.RENEWAL_INFO, Fault.HUNG);
        box.start();
        main = box.main();
        long before = asked();
        box.awaits("the Box asks when to renew", () -> asked() > before);
        box.kill();
        old = ca.issued().get(0).certificate();
        Folders.copy(box.data(), snapshot);
        forget();
        well();
        age = Duration.ZERO;
    }

    /** @return how many changes a start makes before the renewal begins */
    long changesBefore() throws IOException, InterruptedException {
        restore();
        ca.faults().always(Kind.RENEWAL_INFO, Fault.HUNG);
        long before = asked();
        long changes = box.countUntil(() -> asked() > before);
        well();
        return changes;
    }

    /** @return how many changes a start makes until it has renewed */
    long changes() throws IOException, InterruptedException {
        restore();
        return box.countUntil(this::renewed);
    }

    private long asked() {
        return ca.requests().stream().filter(each -> each.kind() == Kind.RENEWAL_INFO).count();
    }

    private void well() {
        ca.faults().clear();
        ca.faults().release();
    }

    /** That the certificate came only just now: it is made to look old, and one that has just come is not replaced so soon. */
    private void forget() throws IOException {
        for (String name : List.of("renewal.json", "renewal.previous.json")) {
            Files.deleteIfExists(snapshot.resolve("link.box.acme").resolve(name));
        }
    }

    /** The Box is as it was. */
    void restore() throws IOException {
        Folders.copy(snapshot, box.data());
    }

    AcmeStub ca() {
        return ca;
    }

    MortalBox box() {
        return box;
    }

    /** @return the Box's main name */
    String main() {
        return main;
    }

    /** @return the certificate that is due */
    X509Certificate old() {
        return old;
    }

    /** @return whether the next certificate is served, and the order has left the disk */
    boolean renewed() throws IOException {
        return !box.served(main).equals(old) && Files.notExists(box.data().resolve("link.box.acme/order.json"));
    }

    @Override
    public void close() throws IOException {
        ca.close();
    }

    private Instant time() {
        return Instant.now().minus(age);
    }

    private List<String> texts(String name) {
        try {
            return dns.values(name, "TXT").stream().map(text -> text.replace("\"", "")).toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
