package link.box.login;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import link.box.login.session.AppKeeper;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** The apps that are in, whoever keeps what they were granted. */
@Component(service = Connected.class)
public final class Connected {
    @Reference(policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    volatile List<AppKeeper> keepers = List.of();

    List<AppKeeper.App> of(String user) {
        return keepers.stream().flatMap(each -> each.of(user).stream()).toList();
    }

    /** @param keep whether the user wants apps to stay, as far as they may */
    void passwordChanged(String user, boolean keep) throws IOException {
        each(keepers.stream().filter(each -> !keep || !each.outlivesPassword()).iterator(), each -> each.revoke(user));
    }

    void revokeAll() throws IOException {
        each(keepers.iterator(), AppKeeper::revokeAll);
    }

    private interface Ending {
        void of(AppKeeper keeper) throws IOException;
    }

    /** One that cannot spares none of those after it. */
    private static void each(Iterator<AppKeeper> keepers, Ending ending) throws IOException {
        if (keepers.hasNext()) {
            try {
                ending.of(keepers.next());
            } finally {
                each(keepers, ending);
            }
        }
    }
}
