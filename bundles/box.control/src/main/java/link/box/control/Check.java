package link.box.control;

import java.util.ArrayList;
import java.util.List;
import org.apache.felix.hc.api.Result;
import org.apache.felix.hc.api.Result.Status;
import org.apache.felix.hc.api.ResultLog;

/**
 * What a health check said, bounded: it may be an integrator's.
 *
 * @param name its {@code hc.name}
 * @param status its outcome
 * @param message its words
 */
record Check(String name, Status status, String message) {
    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_MESSAGE = 1000;
    private static final int MOST_ENTRIES = 20;

    Check {
        name = cut(name, LONGEST_NAME);
        message = cut(message, LONGEST_MESSAGE);
    }

    static Check of(String name, Result result) {
        if (result == null) {
            return broken(name, "it gives no result");
        }
        List<String> words = new ArrayList<>();
        for (ResultLog.Entry entry : result) {
            if (!entry.isDebug() && words.size() < MOST_ENTRIES) {
                words.add(String.valueOf(entry.getMessage()));
            }
        }
        return new Check(name, result.getStatus(), String.join("; ", words));
    }

    /** The check itself does not work. */
    static Check broken(String name, String reason) {
        return new Check(name, Status.HEALTH_CHECK_ERROR, reason);
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length) + "...";
    }
}
