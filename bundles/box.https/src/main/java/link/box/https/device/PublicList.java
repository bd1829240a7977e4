package link.box.https.device;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import link.box.api.access.ConnectionClass;

/** What the image's builder or the admin lets strangers use: {@code <bundle>:/<alias>/<path>}, with {@code @tunnel} from outside, too. */
final class PublicList {
    private static final String OUTSIDE = "@tunnel";

    private final Set<String> entries;

    /** @param setting with commas between */
    PublicList(String setting) {
        this.entries = Arrays.stream(setting.split(",")).map(String::trim).filter(each -> !each.isEmpty()).collect(Collectors.toSet());
    }

    /**
     * @param bundle symbolic name
     * @param path below {@code /d}
     */
    boolean allows(String bundle, String path, ConnectionClass from) {
        String entry = bundle + ":" + path;
        return entries.contains(entry + OUTSIDE) || from != ConnectionClass.TUNNEL && entries.contains(entry);
    }
}
