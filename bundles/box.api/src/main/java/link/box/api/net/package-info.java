/** Where this Box is: its addresses, and which of them its public names point to. */
@Export
@Version("2.2.0")
package link.box.api.net;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
