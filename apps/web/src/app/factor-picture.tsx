import { QRCode } from 'antd';

/** The address of a second factor as a picture for an authenticator; drawn in this page, sent nowhere. */
const FactorPicture = ({ address }: Readonly<{ address: string }>) =>
  <QRCode value={address} type="svg" bordered={false} />;

export default FactorPicture;
