package link.box.acme.decade;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import link.box.acme.decade.Event.What;
import link.box.testing.acme.AcmeStub;
import link.box.testing.acme.Fault;
import link.box.testing.acme.Kind;
import link.box.testing.acme.Window;

/** A CA with its staging server, which share their troubles. */
final class Authority implements AutoCloseable {
    private static final Duration SHORT = Duration.ofDays(10);

    private final AcmeStub real;
    private final AcmeStub staging;
    private final Path trust;
    private volatile boolean blind;

    Authority(Path folder, InstantSource clock, Map<String, List<String>> records, Duration lifetime)
            throws IOException, GeneralSecurityException {
        this.real = stub(folder, clock, records, lifetime);
        String server = Files.readString(Path.of(real.trust()));
        this.staging = stub(folder, clock, records, lifetime);
        this.trust = folder.resolve("servers.pem");
        Files.writeString(trust, server + Files.readString(Path.of(staging.trust())));
    }

    private AcmeStub stub(Path folder, InstantSource clock, Map<String, List<String>> records, Duration lifetime)
            throws IOException, GeneralSecurityException {
        AcmeStub stub = new AcmeStub(folder, clock, name -> blind ? List.of() : records.getOrDefault(name + " TXT", List.of()));
        stub.rules().lifetime(lifetime).renewalWindow(Authority::window);
        return stub;
    }

    AcmeStub real() {
        return real;
    }

    AcmeStub staging() {
        return staging;
    }

    Map<String, Object> settings() {
        return Map.of("directory", real.directory(), "staging", staging.directory(), "trust", trust.toString());
    }

    void fail(What trouble) {
        switch (trouble) {
            case CA_OUT -> both(stub -> stub.outage(true));
            case CA_BROKEN -> both(stub -> stub.faults().always(Kind.DIRECTORY, Fault.ERROR));
            case CA_PORTAL -> both(stub -> stub.faults().always(Kind.DIRECTORY, Fault.HTML));
            case CA_BUSY -> both(stub -> stub.faults().always(Kind.NEW_ORDER, Fault.UNAVAILABLE));
            default -> blind = true;
        }
    }

    void recover() {
        blind = false;
        both(stub -> {
            stub.outage(false);
            stub.faults().clear();
        });
    }

    void forget() {
        real.forgetAccounts();
    }

    void suggest(boolean on) {
        both(stub -> stub.rules().suggests(on));
    }

    private void both(Consumer<AcmeStub> change) {
        change.accept(real);
        change.accept(staging);
    }

    /** As Let's Encrypt computes it: around a third of the life left, or half of a short one, two hundredths of it long. */
    private static Window window(X509Certificate leaf) {
        Instant end = leaf.getNotAfter().toInstant().plusSeconds(1);
        Duration life = Duration.between(leaf.getNotBefore().toInstant(), end);
        Instant ideal = end.minus(life.dividedBy(life.compareTo(SHORT) < 0 ? 2 : 3));
        Duration margin = life.dividedBy(100);
        return new Window(ideal.minus(margin), ideal.plus(margin));
    }

    @Override
    public void close() throws IOException {
        real.close();
        staging.close();
    }
}
