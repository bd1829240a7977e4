package link.box.login;

import java.io.IOException;
import java.util.List;
import link.box.login.session.Grants;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** The apps that are in, whoever keeps what they were granted. */
@Component(service = Connected.class)
public final class Connected {
    @Reference(policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    volatile List<Grants> grants = List.of();

    List<Grants.App> of(String user) {
        return grants.stream().flatMap(each -> each.of(user).stream()).toList();
    }

    void revoke(String user) throws IOException {
        for (Grants each : grants) {
            each.revoke(user);
        }
    }

    void revokeAll() throws IOException {
        for (Grants each : grants) {
            each.revokeAll();
        }
    }
}
