package link.box.acme;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import link.box.https.CertificateKeeper;
import link.box.testing.FakeIdentity;
import link.box.testing.Registry;

/**
 * {@code OneCertificate DIRECTORY TRUST ZONE NAMESERVER FOLDER}: the renewal and the keeper without the framework, from nothing until
 * account, key and chain are on disk.
 */
final class OneCertificate {
    private OneCertificate() {
    }

    /** Ends when the certificate is stored. */
    public static void main(String[] words) {
        Path folder = Path.of(words[4]);
        CertificateKeeper keeper = new CertificateKeeper(new Registry("link.box.https", folder).context());
        FakeIdentity identity = new FakeIdentity("abc", "box.test");
        LiveWorker worker = new LiveWorker();
        new RenewalMaker(new Registry("link.box.acme", folder).context(), identity, new HttpZone(words[2]), keeper)
                .start(worker, Map.of("directory", words[0], "trust", words[1], "nameservers", words[3]), Map.of());
        worker.runUntil(() -> keeper.find(List.of(identity.names().main(), identity.names().wildcard())).isPresent());
        System.exit(0);
    }
}
