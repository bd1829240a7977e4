package link.box.login;

import java.io.IOException;
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
        for (AppKeeper each : keepers) {
            if (!keep || !each.outlivesPassword()) {
                each.revoke(user);
            }
        }
    }

    void revokeAll() throws IOException {
        for (AppKeeper each : keepers) {
            each.revokeAll();
        }
    }
}
