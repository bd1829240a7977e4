package link.cloud.tunnel;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import link.box.api.work.Trouble;
import link.box.common.tls.DnsNames;
import link.box.common.tls.KeyPairFiles;
import link.box.common.tls.ServerKeys;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The certificate of the frontend's own name, and whether Boxes will take it. Thread-safe, but for reading. */
final class Certificate {
    /** Of its life: whoever renews has done so by then. */
    private static final int LAST_PART = 4;
    private static final Logger LOG = LoggerFactory.getLogger("cloud.tunnel");

    private final String name;
    private final KeyPairFiles files;
    private final ServerKeys keys = new ServerKeys();
    private volatile X509Certificate leaf;

    /** @param name the frontend's; empty: it has none, and nothing is read */
    Certificate(String name, KeyPairFiles files) {
        this.name = name;
        this.files = files;
    }

    /**
     * Reads the files again; blocks for disk. To be called by one thread at a time.
     *
     * @throws IOException they hold no pair; the last one that was read is served on
     */
    void read() throws IOException {
        ServerKeys.Entry next = name.isEmpty() ? null : files.readIfChanged();
        if (next != null) {
            keys.swap(next);
            leaf = next.chain().get(0);
            LOG.info("Serving tunnels with a certificate until {}", leaf.getNotAfter().toInstant());
        }
    }

    /** @return why Boxes do not take it, or soon will not; empty if all is well, or there is none */
    Optional<Trouble> trouble(Instant now) {
        X509Certificate served = leaf;
        if (served == null) {
            return Optional.empty();
        }
        Instant begin = served.getNotBefore().toInstant();
        Instant end = served.getNotAfter().toInstant();
        if (!now.isBefore(end)) {
            return renewal("has ended " + end + ": Boxes open no tunnels inside TLS with it");
        } else if (now.isBefore(begin)) {
            return trouble("is not valid before " + begin + ": Boxes open no tunnels inside TLS with it", "Set this machine's clock.");
        } else if (!isOurs(served)) {
            return trouble("is for " + names(served) + " and not for tunnel.name = " + name + ": Boxes open no tunnels inside TLS with it",
                    "Set tunnel.certificate to one for that name, or tunnel.name to the name that Boxes have in tunnel.frontend.");
        }
        boolean late = now.isAfter(end.minus(Duration.between(begin, end).dividedBy(LAST_PART)));
        return late ? renewal("ends " + end + ", and less than a quarter of its life is left") : Optional.empty();
    }

    /** @return whole days that are left, negative after its end; empty if there is none */
    OptionalLong days(Instant now) {
        X509Certificate served = leaf;
        return served == null ? OptionalLong.empty() : OptionalLong.of(Math.floorDiv(
                Duration.between(now, served.getNotAfter().toInstant()).toSeconds(), Duration.ofDays(1).toSeconds()));
    }

    /** @return what serves it, and what will follow it */
    SSLContext tls() {
        try {
            SSLContext tls = SSLContext.getInstance("TLS");
            tls.init(new KeyManager[] {keys}, null, null);
            return tls;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Optional<Trouble> renewal(String what) {
        return trouble(what,
                "See why it is not renewed, and put the new pair where tunnel.certificate and tunnel.key say: it is read within 5 s.");
    }

    private static Optional<Trouble> trouble(String what, String remedy) {
        return Optional.of(new Trouble("cloud.tunnel", "The frontend's certificate " + what, remedy));
    }

    private boolean isOurs(X509Certificate served) {
        String wildcard = "*" + name.substring(Math.max(0, name.indexOf('.')));
        return names(served).stream().anyMatch(each -> each.equals(name) || each.equals(wildcard));
    }

    private static List<String> names(X509Certificate served) {
        try {
            return DnsNames.of(served);
        } catch (CertificateParsingException e) {
            return List.of();
        }
    }
}
