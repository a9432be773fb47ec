export {
  type DeploymentExchange, deploymentExchange, deploymentSigner, dispatcherOf, receivingOrgan, sealingOrgan,
  type TellFailure,
} from './deployment-exchange.ts';
export { type ExchangeAct, type ExchangeAudit } from './exchange-audit.ts';
export { type ExchangeSigner, exchangeSigner } from './message/exchange-signer.ts';
export {
  type ExchangeOrgan, type OrganDirectory, organDirectory, parseOrgans,
} from './message/organ-directory.ts';
export { signReceipt } from './message/receipt.ts';
export { type ParcelSigning, signParcel } from './message/sign-parcel.ts';
export {
  eachMessage, type IncomingMessage, type MessageHandler, type MessageHandlers, type MessageRefusal,
  type Taking,
} from './receiving/message-handler.ts';
export { parcelReceiver, type ReceiverOptions } from './receiving/parcel-receiver.ts';
export {
  type EventReceiver, eventReceiver, receiveEvents, type ReceivedBatch, type ReceivingOrgan,
} from './receiving/receive-events.ts';
export {
  listDeadLetters, outboxBacklog, replayDeadLetters, type ReplayRequest, type ToldDeadLetter,
} from './sending/dead-letters.ts';
export { deliverySentence } from './sending/delivery-errors.ts';
export { DELIVERY_POLICY, type DeliveryPolicy } from './sending/delivery-policy.ts';
export { type DispatcherParts, dispatchOnce, type RoundReport } from './sending/dispatch-round.ts';
export { type MessageSealer, type MessageSeals } from './sending/message-seals.ts';
export {
  type MakingMessages, type MessageMaker, messageMaker, type NewMessage,
} from './sending/new-messages.ts';
export { type DispatcherEvent, runDispatcher, type DispatcherRun } from './sending/run-dispatcher.ts';
export { type Wakeable, wakeable } from './sending/wakeable.ts';
export { type HttpDoorOptions, openHttpDoor } from './transport/http-door.ts';
export { httpTransport } from './transport/http-transport.ts';
export { type NatsCarrier, natsCarrier } from './transport/nats-carrier.ts';
export { openNatsDoor } from './transport/nats-door.ts';
export { natsTransport } from './transport/nats-transport.ts';
export {
  type Door, type Parcel, type ParcelReply, type Receiver, type Transport, type TransportFailure,
  type TransportLimits, TRANSPORT_LIMITS,
} from './transport/transport.ts';
