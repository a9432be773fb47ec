import { Component, type ReactNode } from 'react';

type Inside = Readonly<{ children: ReactNode }>;

/**
 * A page that fails says so in its own place; the rest stays. What failed is told to nobody: it may name
 * people.
 */
export class Boundary extends Component<Inside, Readonly<{ hasFailed: boolean }>> {
  override state = { hasFailed: false };
  static getDerivedStateFromError(): Readonly<{ hasFailed: boolean }> { return { hasFailed: true }; }
  override render(): ReactNode {
    if (!this.state.hasFailed) return this.props.children;
    return (
      <section className="notice" role="alert">
        <h1>本页显示失败 · This page failed</h1>
        <p>已保存的内容不受影响，请重新打开。 · Nothing that was saved is lost; open it again.</p>
        <button type="button" className="primary" onClick={() => location.reload()}>重新打开 · Open again</button>
      </section>
    );
  }
}
