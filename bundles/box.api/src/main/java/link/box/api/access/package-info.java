/** Who may come in: what the gate asks before it lets a request through. */
@Export
@Version("2.1.0")
package link.box.api.access;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
