package link.box.discover;

import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.Locale;
import link.box.common.json.Json;
import link.box.discover.Verdict.State;

/** The verdicts for people and for programs. */
final class Report {
    private static final String FORM = "%-26s %-16s %-7s %-12s %s%n";

    private Report() {
    }

    static String json(List<Verdict> verdicts) {
        StringBuilder lines = new StringBuilder();
        for (Verdict each : verdicts) {
            Claim claim = each.claim();
            JsonObjectBuilder line = Json.PROVIDER.createObjectBuilder().add("id", claim.id()).add("host", claim.host())
                    .add("address", claim.address().getHostAddress()).add("port", claim.port()).add("url", claim.url())
                    .add("name", claim.name()).add("fingerprint", claim.fingerprint())
                    .add("words", Json.PROVIDER.createArrayBuilder(each.words())).add("state", each.state().name().toLowerCase(Locale.ROOT))
                    .add("reason", each.reason());
            claim.claimed().ifPresent(done -> line.add("claimed", done));
            lines.append(line.build()).append('\n');
        }
        return lines.toString();
    }

    static String text(List<Verdict> verdicts, Known known) {
        StringBuilder text = new StringBuilder(String.format(FORM, "BOX", "ADDRESS", "SET UP", "CERTIFICATE", "IN SIX WORDS"));
        for (Verdict each : verdicts) {
            Claim claim = each.claim();
            String setUp = claim.claimed().map(done -> done ? "yes" : "not yet").orElse("-");
            text.append(String.format(FORM, claim.host() + ":" + claim.port(), claim.address().getHostAddress(), setUp,
                    each.state().name().toLowerCase(Locale.ROOT), each.words().isEmpty() ? each.reason() : String.join(" ", each.words())));
        }
        if (verdicts.stream().anyMatch(each -> each.state() == State.NEW)) {
            text.append("\nNew ones are those that are not in ").append(known.path())
                    .append(" yet. Compare their six words with what the Box itself\n")
                    .append("shows: on its console, its label, or with bin/box status on it.\n");
        }
        return text.toString();
    }

    /** @return what nobody may overlook */
    static String alarm(Verdict verdict) {
        Claim claim = verdict.claim();
        if (verdict.state() == State.MOVED) {
            return moved(claim, verdict.reason());
        }
        return "\nWARNING: THE BOX AT " + claim.host().toUpperCase(Locale.ROOT) + " (" + claim.address().getHostAddress()
                + ") IS NOT THE ONE IT SHOULD BE!\n" + verdict.reason() + ";\nnow it holds " + String.join(" ", verdict.words()) + ".\n"
                + "SOMEBODY MAY BE PRETENDING TO BE YOUR BOX. DO NOT LOG IN THERE.\n"
                + "If you have set up the Box anew or replaced it, forget the old one: bin/box discover --forget ID\n";
    }

    private static String moved(Claim claim, String reason) {
        return "\nATTENTION: " + claim.host() + " (" + claim.address().getHostAddress() + ") shows the right certificate, but\n"
                + reason + ".\nIt may be your Box, called so because another host has its name; or somebody who passes connections on\n"
                + "to your Box, and may show you another certificate tomorrow. That name is not remembered. Use the one that the\n"
                + "Box itself shows (bin/box status on it). If it is this one, forget the old one: bin/box discover --forget ID\n";
    }
}
