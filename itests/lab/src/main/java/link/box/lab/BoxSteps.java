package link.box.lab;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** What a Box does by itself, steps 1 to 8: each looked at from outside, not only believed from its status. */
final class BoxSteps {
    private final Lab lab;
    private final Dns dns;
    private Web home;
    private String named;

    BoxSteps(Lab lab) {
        this.lab = lab;
        this.dns = new Dns(lab.dnsPort());
    }

    /** A look at one step. */
    interface Look {
        /** @return what was seen; null while there is nothing to see */
        String at(JsonObject status) throws Exception;
    }

    /** @return number, name and look of each step */
    List<Named> all() {
        return List.of(new Named(1, "identity", this::identity), new Named(2, "network", BoxSteps::network),
                new Named(3, "zone", this::zone), new Named(4, "certificate", this::certificate),
                new Named(5, "main record", this::mainRecord), new Named(6, "mirrors", this::mirrors),
                new Named(7, "pagekite", this::pagekite), new Named(8, "announced", BoxSteps::announced));
    }

    /** A step to look at. */
    record Named(int number, String name, Look look) {
    }

    private String identity(JsonObject status) throws Exception {
        if (!status.containsKey("id")) {
            return null;
        }
        X509Certificate shown = Handshake.certificate("127.0.0.1", lab.boxPort());
        String id = status.getString("id");
        String form = id.length() == 40 ? "SHA-1" : "SHA-256";
        byte[] hash = MessageDigest.getInstance(form).digest(shown.getEncoded());
        String expected = id.length() == 40 ? HexFormat.of().formatHex(hash) : base32(hash);
        require(id.equals(expected), "the certificate on the port has the fingerprint " + expected + ", the id is " + id);
        require(shown.getNotAfter().toInstant().toString().equals("9999-12-31T23:59:59Z"), "it expires on " + shown.getNotAfter());
        return id + " is the " + form + " of the certificate it serves";
    }

    private static String network(JsonObject status) {
        JsonArray addresses = status.getJsonArray("addresses");
        return addresses == null ? null : addresses.getJsonObject(0).getString("address");
    }

    private String zone(JsonObject status) throws IOException {
        if (!status.containsKey("main")) {
            return null;
        }
        List<String> serial = dns.values(Lab.ZONE, "SOA");
        return dns.values(status.getString("main"), "A").isEmpty() || serial.isEmpty() ? null
                : status.getString("main") + " is in the zone (SOA " + serial.get(0).split(" ")[2] + ")";
    }

    private String certificate(JsonObject status) throws IOException, InterruptedException {
        JsonObject certificate = status.getJsonObject("certificate");
        if (certificate == null) {
            return null;
        }
        String main = status.getString("main");
        name(main);
        for (String host : List.of(main, "a." + main)) {
            int code = home.get("https://" + host + ":" + lab.boxPort() + "/ping").statusCode();
            require(code == 204, "/ping on " + host + " answered " + code);
        }
        return certificate.getJsonNumber("days") + " days, for " + String.join(" and ", strings(certificate.getJsonArray("names")))
                + ", verified by TLS clients";
    }

    private String mainRecord(JsonObject status) throws IOException {
        return status.containsKey("main") ? leadsHome(List.of(status.getString("main"), "local." + status.getString("main"))) : null;
    }

    private String mirrors(JsonObject status) throws IOException {
        return status.containsKey("main")
                ? leadsHome(List.of(Lab.HOME_LABEL + "." + status.getString("main"), "a." + status.getString("main"))) : null;
    }

    private String leadsHome(List<String> names) throws IOException {
        for (String name : names) {
            if (!dns.values(name, "A").equals(List.of(Lab.HOME_ADDRESS))) {
                return null;
            }
        }
        return names.size() + " names -> " + Lab.HOME_ADDRESS;
    }

    private String pagekite(JsonObject status) throws IOException, InterruptedException {
        if (status.getJsonObject("tunnel") == null || status.getJsonObject("certificate") == null) {
            return null;
        }
        String remote = "remote." + status.getString("main");
        if (!dns.values(remote, "A").equals(List.of("127.0.0.1"))) {
            return null;
        }
        int code = lab.visitor().get(lab.remote(status.getString("main")) + "/ping").statusCode();
        require(code == 204, "/ping through the tunnel answered " + code);
        return remote + ":" + lab.frontendPort() + " -> 127.0.0.1, the frontend, which passes TLS on to the Box, verified by a TLS client";
    }

    /** Step 10 looks whether the app sees it. */
    private static String announced(JsonObject status) {
        JsonObject announced = status.getJsonObject("announced");
        return announced == null ? null
                : "to be found by apps at home, over " + String.join(" and ", strings(announced.getJsonArray("families")));
    }

    private void name(String main) throws IOException {
        if (!main.equals(named)) {
            lab.nameBox(main);
            home = lab.visitor();
            named = main;
        }
    }

    private static List<String> strings(JsonArray values) {
        return new ArrayList<>(values.getValuesAs(JsonString.class)).stream().map(JsonString::getString).toList();
    }

    private static void require(boolean fact, String otherwise) throws IOException {
        if (!fact) {
            throw new IOException(otherwise);
        }
    }

    private static String base32(byte[] hash) {
        StringBuilder bits = new StringBuilder();
        for (byte each : hash) {
            bits.append(String.format("%8s", Integer.toBinaryString(each & 0xff)).replace(' ', '0'));
        }
        bits.append("0".repeat((5 - bits.length() % 5) % 5));
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < bits.length(); i += 5) {
            text.append("abcdefghijklmnopqrstuvwxyz234567".charAt(Integer.parseInt(bits.substring(i, i + 5), 2)));
        }
        return text.toString();
    }
}
