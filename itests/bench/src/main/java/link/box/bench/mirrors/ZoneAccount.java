package link.box.bench.mirrors;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import link.box.common.tls.Pem;
import link.box.lab.Web;

/** An id of its own in the zone, edited through the zone's API, version 2. For one thread at a time. */
final class ZoneAccount {
    private final Web web;
    private final String server;
    private final String id;
    private final String main;
    private final int ttl;

    /**
     * @param server origin of the zone's API
     * @param identity PEM files: a certificate and its key
     * @param ttl of all records, in seconds
     */
    ZoneAccount(String server, String zone, List<X509Certificate> roots, Path certificate, Path key, int ttl) throws IOException {
        try {
            List<X509Certificate> chain = Pem.certificates(certificate).subList(0, 1);
            this.id = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(chain.get(0).getEncoded()));
            this.web = new Web(roots, keys(chain, key));
        } catch (GeneralSecurityException e) {
            throw new IOException("no identity in " + certificate + " and " + key + ": " + e.getMessage(), e);
        }
        this.server = server;
        this.main = id + "." + zone;
        this.ttl = ttl;
    }

    private static KeyManager[] keys(List<X509Certificate> chain, Path key) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("key", Pem.privateKey(Files.readString(key), key.toString()), new char[0], chain.toArray(X509Certificate[]::new));
        KeyManagerFactory factory = KeyManagerFactory.getInstance("SunX509");
        factory.init(store, new char[0]);
        return factory.getKeyManagers();
    }

    String main() {
        return main;
    }

    /**
     * Sets A records in one step; returns once they are acknowledged.
     *
     * @param records by whole names; an empty address deletes
     */
    void put(Map<String, String> records) throws IOException, InterruptedException {
        JsonArrayBuilder sets = Json.createArrayBuilder();
        records.forEach((name, address) -> sets.add(Json.createObjectBuilder().add("name", name).add("type", "A").add("ttl", ttl)
                .add("values", address.isEmpty() ? Json.createArrayBuilder() : Json.createArrayBuilder(List.of(address)))));
        String body = Json.createObjectBuilder().add("rrsets", sets).build().toString();
        HttpResponse<String> answer = web.send("PATCH", server + "/v2/" + id, body, "Content-Type", "application/json");
        if (answer.statusCode() != 200) {
            throw new IOException("the zone server refused an edit: " + answer.statusCode() + " " + answer.body());
        }
    }
}
