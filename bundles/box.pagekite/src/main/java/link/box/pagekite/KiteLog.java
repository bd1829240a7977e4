package link.box.pagekite;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the program's log tells: lines of {@code key=value; key=value}. Not thread-safe. */
final class KiteLog {
    private static final Logger LOG = LoggerFactory.getLogger("box.pagekite");
    private static final int MOST_WORDS = 300;

    private final String host;
    private final String secret;
    private String connected = "";
    private String session;
    private boolean lost;
    private String refusal;
    private String hindrance;
    private String words = "it said nothing";

    /**
     * @param host the kite's name
     * @param secret never to be repeated
     */
    KiteLog(String host, String secret) {
        this.host = host;
        this.secret = secret;
    }

    void line(String text) {
        String safe = text.replace(secret, "***").strip();
        LOG.debug("pagekite: {}", safe);
        Map<String, String> facts = facts(safe);
        if (facts.containsKey("connect")) {
            connected = facts.get("connect").replaceFirst(":[0-9]+$", "");
        } else if (host.equals(facts.get("domain"))) {
            verdict(facts);
        } else if (facts.containsKey("eof") && facts.getOrDefault("id", "").equals(session)) {
            ended();
        } else if (!facts.containsKey("ts") && !safe.isEmpty()) {
            words = safe.length() > MOST_WORDS ? safe.substring(0, MOST_WORDS) : safe;
        }
    }

    /** The connection to the frontend is over. */
    void ended() {
        lost |= session != null;
        session = null;
    }

    boolean flies() {
        return session != null;
    }

    /** @return whether it flew and does not any more */
    boolean lost() {
        return lost;
    }

    /** @return why the frontend will not have the kite, if it said so */
    Optional<String> refusal() {
        return Optional.ofNullable(refusal);
    }

    /** @return what stands in the way for now */
    Optional<Hindrance> hindrance() {
        return Optional.ofNullable(hindrance).map(Hindrance::held);
    }

    /** @return the last line that is not a log entry, such as a complaint about options */
    String lastWords() {
        return words;
    }

    /** @return the address of the frontend that it is connected to */
    String frontend() {
        return connected;
    }

    private void verdict(Map<String, String> facts) {
        String error = facts.get("err");
        if (error == null) {
            session = facts.getOrDefault("id", "");
            lost = false;
            hindrance = null;
        } else if (error.equals("Duplicate")) {
            hindrance = "the frontend holds another tunnel for " + host;
        } else {
            refusal = error + facts.entrySet().stream().filter(fact -> fact.getKey().equals("reason"))
                    .map(fact -> " (" + fact.getValue() + ")").findFirst().orElse("");
        }
    }

    private static Map<String, String> facts(String line) {
        Map<String, String> facts = new HashMap<>();
        for (String each : line.split("; ")) {
            int equals = each.indexOf('=');
            if (equals > 0) {
                facts.put(each.substring(0, equals), each.substring(equals + 1));
            }
        }
        return facts;
    }
}
