package link.box.common.tls;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;

/**
 * Serves the current certificate; a swap is seen by the next handshake, open connections go on. A handshake under way has its alias
 * already: the previous entry stays for it.
 */
public final class ServerKeys extends X509ExtendedKeyManager {
    /**
     * A certificate with its key.
     *
     * @param key the private key
     * @param chain leaf first
     */
    public record Entry(PrivateKey key, List<X509Certificate> chain) {
    }

    private record Served(long number, Entry entry, Map<String, Entry> byAlias) {
    }

    private static final Served NOTHING = new Served(0, null, Map.of());
    private final AtomicReference<Served> served = new AtomicReference<>(NOTHING);

    /** From now on this one is served; may be called from any thread. */
    public void swap(Entry next) {
        served.updateAndGet(old -> {
            long number = old.number() + 1;
            Map<String, Entry> byAlias = old.entry() == null ? Map.of(alias(number), next)
                    : Map.of(alias(number), next, alias(old.number()), old.entry());
            return new Served(number, next, byAlias);
        });
    }

    @Override
    public String chooseEngineServerAlias(String keyType, Principal[] issuers, SSLEngine engine) {
        Served now = served.get();
        return now.entry() != null && now.entry().key().getAlgorithm().equals(keyType) ? alias(now.number()) : null;
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        Entry entry = served.get().byAlias().get(alias);
        return entry == null ? null : entry.chain().toArray(X509Certificate[]::new);
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        Entry entry = served.get().byAlias().get(alias);
        return entry == null ? null : entry.key();
    }

    @Override
    public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
        return chooseEngineServerAlias(keyType, issuers, null);
    }

    @Override
    public String[] getServerAliases(String keyType, Principal[] issuers) {
        return null;
    }

    @Override
    public String[] getClientAliases(String keyType, Principal[] issuers) {
        return null;
    }

    @Override
    public String chooseClientAlias(String[] keyTypes, Principal[] issuers, Socket socket) {
        return null;
    }

    private static String alias(long number) {
        return String.valueOf(number);
    }
}
