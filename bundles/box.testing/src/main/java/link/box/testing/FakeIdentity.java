package link.box.testing;

import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import link.box.api.identity.BoxIdentity;
import link.box.api.identity.BoxNames;

/** An identity with a real key, and an id chosen by the test. */
public final class FakeIdentity implements BoxIdentity {
    private final BoxNames names;
    private final Made made;

    /**
     * @param id first label of its names
     * @param zone for example {@code box.test}
     */
    public FakeIdentity(String id, String zone) {
        this.names = new BoxNames(id, zone);
        this.made = Made.selfSigned(names.main());
    }

    @Override
    public String id() {
        return names.id();
    }

    @Override
    public String fingerprint() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate().getEncoded()));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Always the same, and none of the list's. */
    @Override
    public List<String> words() {
        return List.of("one", "two", "three", "four", "five", "six");
    }

    @Override
    public BoxNames names() {
        return names;
    }

    @Override
    public X509Certificate certificate() {
        return made.chain().get(0);
    }

    @Override
    public X509ExtendedKeyManager keys() {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("identity", made.key(), new char[0], made.chain().toArray(X509Certificate[]::new));
            KeyManagerFactory factory = KeyManagerFactory.getInstance("SunX509");
            factory.init(store, new char[0]);
            return Arrays.stream(factory.getKeyManagers()).map(X509ExtendedKeyManager.class::cast).findFirst().orElseThrow();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
