package link.box.identity;

import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;
import javax.net.ssl.X509ExtendedKeyManager;
import link.box.api.identity.BoxIdentity;
import link.box.api.identity.BoxNames;
import link.box.common.words.SixWords;

/** The identity as others see it: the key stays here. */
final class Identity implements BoxIdentity {
    private final BoxNames names;
    private final byte[] sha256;
    private final X509Certificate certificate;
    private final X509ExtendedKeyManager keys;
    private final boolean newborn;

    Identity(KeyAndCertificate found, Fingerprint form, String zone, boolean newborn) {
        this.names = new BoxNames(form.of(found.certificate()), zone);
        this.sha256 = Fingerprint.digest("SHA-256", found.certificate());
        this.certificate = found.certificate();
        this.keys = new FixedKeyManager(found);
        this.newborn = newborn;
    }

    @Override
    public String id() {
        return names.id();
    }

    @Override
    public String fingerprint() {
        return HexFormat.of().formatHex(sha256);
    }

    @Override
    public List<String> words() {
        return SixWords.of(sha256);
    }

    @Override
    public BoxNames names() {
        return names;
    }

    @Override
    public boolean newborn() {
        return newborn;
    }

    @Override
    public X509Certificate certificate() {
        return certificate;
    }

    @Override
    public X509ExtendedKeyManager keys() {
        return keys;
    }
}
