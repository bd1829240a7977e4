package link.box.pagekite;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import link.box.common.kite.Features;
import link.box.common.kite.Head;
import link.box.common.kite.KiteRequest;
import link.box.common.kite.Malformed;
import link.box.common.kite.Signature;

/** What a kite says to get into the air, and what the frontend's answers mean. Not thread-safe. */
final class Handshake {
    private static final String VERSION = "X-PageKite-Version: 1.0\r\n";
    private static final int LONGEST_REASON = 100;

    private final String secret;
    private final List<KiteRequest> asked;
    private List<KiteRequest> signed = List.of();

    /**
     * @param kites each {@code proto:domain}
     * @param secret what we share with the frontend
     */
    Handshake(List<String> kites, String secret) {
        this.secret = secret;
        String salt = Signature.salt();
        this.asked = kites.stream().map(kite -> kite.split(":", 2)).map(kite -> new KiteRequest(kite[0], kite[1], salt, "", "")).toList();
    }

    /**
     * @param replaced the session that the frontend may still believe in; empty: none
     * @return the first request, to be followed by a challenge
     */
    String request(String replaced) {
        return request(replaced, "X-PageKite-Features: " + Features.ADD_KITES + "\r\n", asked);
    }

    /** @return the same as answer to the challenge, on another connection */
    String signedRequest(String replaced) {
        return request(replaced, "", signed);
    }

    /** @return the answer to the challenge on the same connection */
    String answer() {
        return lines(signed);
    }

    private static String request(String replaced, String features, List<KiteRequest> kites) {
        String session = replaced.isEmpty() ? "" : "X-PageKite-Replace: " + replaced + "\r\n";
        return "CONNECT PageKite:1 HTTP/1.0\r\n" + VERSION + features + session + lines(kites) + "\r\n";
    }

    private static String lines(List<KiteRequest> kites) {
        return kites.stream().map(kite -> "X-PageKite: " + kite + "\r\n").collect(Collectors.joining());
    }

    /**
     * @return what that means; empty if it is no verdict
     * @throws Malformed the frontend wants something signed that we have not asked for
     */
    Optional<Verdict> verdict(Head head) throws Malformed {
        List<String> challenges = head.all("X-PageKite-SignThis");
        Set<String> fine = kites(head.all("X-PageKite-OK"));
        if (!challenges.isEmpty()) {
            return Optional.of(challenged(challenges, head.all("X-PageKite-Features")));
        } else if (!head.all("X-PageKite-Invalid").isEmpty()) {
            return Optional.of(invalid(reason(head)));
        } else if (!head.all("X-PageKite-Duplicate").isEmpty()) {
            return Optional.of(new Verdict(Verdict.Kind.HELD, "the frontend holds another tunnel for " + names()));
        } else if (asked.stream().allMatch(kite -> fine.contains(kite.kite()))) {
            return Optional.of(new Verdict(Verdict.Kind.FLIES, ""));
        }
        return head.get("X-PageKite-Quota") == null ? Optional.empty() : Optional.of(new Verdict(Verdict.Kind.REFUSED, "Quota is used up"));
    }

    private static Verdict invalid(String reason) {
        return switch (reason) {
            // so says our frontend when the zone does not answer it
            case "undecided" -> new Verdict(Verdict.Kind.HINDERED, "the frontend cannot find out now whether it may fly");
            case "leaving" -> new Verdict(Verdict.Kind.HINDERED, "the frontend is about to end");
            default -> new Verdict(Verdict.Kind.REFUSED, "Rejected (" + reason + ")");
        };
    }

    private Verdict challenged(List<String> challenges, List<String> features) throws Malformed {
        if (!signed.isEmpty()) {
            return new Verdict(Verdict.Kind.HINDERED, "the frontend does not take the answer to its challenge");
        }
        List<KiteRequest> answers = new ArrayList<>();
        for (String challenge : challenges) {
            KiteRequest wanted = KiteRequest.of(challenge);
            answers.add(asked.stream().filter(kite -> kite.kite().equals(wanted.kite()) && kite.bsalt().equals(wanted.bsalt())).findFirst()
                    .orElseThrow(() -> new Malformed("a challenge for a kite that is not ours")).answer(wanted.fsalt(), secret));
        }
        signed = answers;
        boolean here = features.contains(Features.ADD_KITES) && features.contains(Features.BOX_TUNNEL);
        return new Verdict(here ? Verdict.Kind.ANSWER_HERE : Verdict.Kind.ANSWER_ANEW, "");
    }

    private static String reason(Head head) {
        String why = head.get("X-PageKite-Invalid-Why");
        String reason = why == null ? "no reason given" : why.substring(why.lastIndexOf(';') + 1);
        return reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) : reason;
    }

    private String names() {
        return asked.stream().map(KiteRequest::domain).distinct().collect(Collectors.joining(", "));
    }

    private static Set<String> kites(List<String> values) {
        return values.stream().map(value -> value.split(":", 3)).filter(parts -> parts.length > 1).map(parts -> parts[0] + ":" + parts[1])
                .collect(Collectors.toSet());
    }
}
