package link.box.identity;

import java.security.cert.X509Certificate;
import javax.net.ssl.X509ExtendedKeyManager;
import link.box.api.identity.BoxIdentity;
import link.box.api.identity.BoxNames;

/** The identity as others see it: the key stays here. */
final class Identity implements BoxIdentity {
    private final BoxNames names;
    private final X509Certificate certificate;
    private final X509ExtendedKeyManager keys;
    private final boolean newborn;

    Identity(KeyAndCertificate found, Fingerprint form, String zone, boolean newborn) {
        this.names = new BoxNames(form.of(found.certificate()), zone);
        this.certificate = found.certificate();
        this.keys = new FixedKeyManager(found);
        this.newborn = newborn;
    }

    @Override
    public String id() {
        return names.id();
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
