import java.util.Collection;
import java.util.List;
import org.opensearch.Version;
import org.opensearch.env.Environment;
import org.opensearch.node.Node;
import org.opensearch.plugins.Plugin;
import org.opensearch.plugins.PluginInfo;

/** A node with plug-ins from the class path, each described as its archive would. */
class PluggedNode extends Node {
  PluggedNode(Environment environment, Collection<Class<? extends Plugin>> plugins) {
    super(environment, plugins.stream().map(PluggedNode::described).toList(), false);
  }

  private static PluginInfo described(Class<? extends Plugin> plugin) {
    String name = plugin.getName();
    return new PluginInfo(name, name, "1", Version.CURRENT, "21", name, null, List.of(), false);
  }
}
