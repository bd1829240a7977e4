package link.box.acme.decade;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import link.box.acme.decade.Event.What;

/** What stands in the zone, and what its name server shows of that. */
final class ZoneBook {
    private final Map<String, List<String>> written = new ConcurrentHashMap<>();
    private final Map<String, List<String>> shown = new ConcurrentHashMap<>();
    private What state = What.ZONE_BACK;

    /** @return what the name server shows, by {@code name TYPE} */
    Map<String, List<String>> shown() {
        return shown;
    }

    void become(What next) {
        state = next;
        show();
    }

    /** Does what the words after the first say. */
    String answer(String... words) {
        if (state == What.ZONE_OUT) {
            return "down";
        }
        switch (words[1]) {
            case "put" -> written.put(words[2] + " " + words[3], List.copyOf(Arrays.asList(words).subList(4, words.length)));
            case "remove" -> written.remove(words[2] + " " + words[3]);
            default -> {
                return "ok";
            }
        }
        show();
        return "ok";
    }

    private void show() {
        if (state != What.ZONE_STALE) {
            shown.keySet().retainAll(written.keySet());
            shown.putAll(written);
        }
    }
}
