package link.box.https;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.function.Supplier;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import link.box.api.identity.BoxIdentity;
import link.box.https.hosts.Sni;

/**
 * Chooses the certificate of each handshake: for a name that the public certificate covers that one, for everything else (other names,
 * addresses, no certificate yet) the identity's. Swapping a certificate concerns later handshakes only.
 */
final class ServerKeys extends X509ExtendedKeyManager {
    private static final String PUBLIC = "public.";
    private static final String IDENTITY = "identity.";

    private final Generations generations;
    private final Supplier<BoxIdentity> identity;

    /** @param identity gives null while there is none */
    ServerKeys(Generations generations, Supplier<BoxIdentity> identity) {
        this.generations = generations;
        this.identity = identity;
    }

    @Override
    public String chooseEngineServerAlias(String keyType, Principal[] issuers, SSLEngine engine) {
        Generations.Generation current = generations.current();
        if (current != null && asked(engine).stream().anyMatch(current.pair()::covers)) {
            return current.pair().key().getAlgorithm().equals(keyType) ? PUBLIC + current.number() : null;
        }
        BoxIdentity box = identity.get();
        String alias = box == null ? null : box.keys().chooseEngineServerAlias(keyType, issuers, engine);
        return alias == null ? null : IDENTITY + alias;
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        if (alias.startsWith(IDENTITY)) {
            BoxIdentity box = identity.get();
            return box == null ? null : box.keys().getCertificateChain(alias.substring(IDENTITY.length()));
        }
        KeyAndChain pair = pair(alias);
        return pair == null ? null : pair.chain().toArray(X509Certificate[]::new);
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        if (alias.startsWith(IDENTITY)) {
            BoxIdentity box = identity.get();
            return box == null ? null : box.keys().getPrivateKey(alias.substring(IDENTITY.length()));
        }
        KeyAndChain pair = pair(alias);
        return pair == null ? null : pair.key();
    }

    private KeyAndChain pair(String alias) {
        return generations.number(Long.parseLong(alias.substring(PUBLIC.length())));
    }

    private static List<String> asked(SSLEngine engine) {
        return engine.getHandshakeSession() instanceof ExtendedSSLSession session ? Sni.names(session) : List.of();
    }

    @Override
    public String[] getClientAliases(String keyType, Principal[] issuers) {
        return null;
    }

    @Override
    public String chooseClientAlias(String[] keyTypes, Principal[] issuers, Socket socket) {
        return null;
    }

    @Override
    public String[] getServerAliases(String keyType, Principal[] issuers) {
        return null;
    }

    @Override
    public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
        return null;
    }
}
